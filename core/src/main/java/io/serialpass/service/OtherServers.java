package io.serialpass.service;

import io.serialpass.storage.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The other servers on a store that have said that they are ready, as one server sees them. Each says so by its own clock, and
 * the clocks of servers may differ by minutes. So this server does not compare the time that another one has said with its own
 * time: it counts how long the other one has said nothing new. Immutable.
 *
 * @param words the last word of each server
 * @param looked when this server looked
 */
record OtherServers(Map<ServerId, Word> words, Instant looked) {

    /** So long a server counts as ready after it has said so: a server that was killed is waited for that long. */
    static final Duration READY = Duration.ofSeconds(10);

    /** The most by which the clocks of two servers may differ. A word that is older than that is of a server that ended. */
    static final Duration APART = Duration.ofMinutes(10);

    /**
     * Looks are seconds apart. If more time has passed, this server was stopped, its clock was set or the store was away. Then
     * it does not know what the others could not say, or it could not hear.
     */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(6);

    /**
     * The last word of a server.
     *
     * @param until until when it is ready, by its clock
     * @param since when this server saw that first
     */
    record Word(Instant until, Instant since) {}

    /** Copies the map. */
    OtherServers {
        words = Map.copyOf(words);
    }

    /**
     * The first look.
     *
     * @param said until when each other server is ready, as it says
     * @param now the time
     */
    static OtherServers first(Map<ServerId, Instant> said, Instant now) {
        return new OtherServers(Map.of(), now).next(said, now);
    }

    /**
     * The next look.
     *
     * @param said until when each other server is ready, as it says
     * @param now the time
     */
    OtherServers next(Map<ServerId, Instant> said, Instant now) {
        boolean goesOn = !now.isBefore(looked) && !now.isAfter(looked.plus(LONGEST_GAP));
        Map<ServerId, Word> next = new HashMap<>();
        said.forEach((server, until) -> {
            Instant since = Optional.ofNullable(words.get(server))
                    .filter(word -> goesOn && word.until().equals(until))
                    .map(Word::since)
                    .orElse(now);
            next.put(server, new Word(until, since));
        });
        return new OtherServers(next, now);
    }

    /** Whether all servers are silent for so long that none of them is ready. */
    boolean areSilent() {
        return words.values().stream()
                .noneMatch(word -> looked.isBefore(word.since().plus(READY))
                        && !word.until().isBefore(looked.minus(APART)));
    }

    /** Whether no server has said anything since an earlier look, nor taken its word back. */
    boolean saySameAs(OtherServers earlier) {
        return words.size() == earlier.words.size()
                && words.entrySet().stream()
                        .allMatch(word -> Optional.ofNullable(earlier.words.get(word.getKey()))
                                .filter(before ->
                                        before.until().equals(word.getValue().until()))
                                .isPresent());
    }
}
