package io.serialpass.storage.memory;

import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Ends a unit of work that reads for longer than it may, or whose client has gone. It looks at the time now and then, while rows
 * are passed over and compared. For one thread, within one unit of work.
 */
final class ReadLimit {

    /** So many steps take less than a millisecond, and a look at the time as long as a step. */
    private static final int STEPS_BETWEEN_LOOKS = 1_024;

    private final Turn turn;
    private final Duration longest;
    private final long began = System.nanoTime();
    private int steps;

    private ReadLimit(Turn turn, Duration longest) {
        this.turn = turn;
        this.longest = longest;
    }

    /** No limit, for a unit of work that writes: it is done to its end once it has begun. */
    static ReadLimit none() {
        return new ReadLimit(Turn.ANYBODY, Duration.ofSeconds(Long.MAX_VALUE));
    }

    /**
     * The limit of a unit of work that begins to read now.
     *
     * @param turn for whom it reads
     * @param longest how long it may read where the turn does not say
     */
    static ReadLimit of(Turn turn, Duration longest) {
        return new ReadLimit(turn, turn.longestRead().orElse(longest));
    }

    /** The same rows, each of which is a step. */
    <R> Stream<R> over(Stream<R> rows) {
        return rows.peek(row -> step());
    }

    /** The same order, in which each comparison is a step. */
    <K> Comparator<K> over(Comparator<K> order) {
        return (one, other) -> {
            step();
            return order.compare(one, other);
        };
    }

    private void step() {
        steps++;
        boolean looks = steps % STEPS_BETWEEN_LOOKS == 0;
        if (looks && (Duration.ofNanos(System.nanoTime() - began).compareTo(longest) > 0 || turn.isGone())) {
            throw new StorageOverloadedException(
                    "The request asked the store for more than it gives in the time there is. Ask for less at once.");
        }
    }
}
