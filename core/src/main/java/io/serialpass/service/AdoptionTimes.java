package io.serialpass.service;

import io.serialpass.wallet.Pass;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Translates the times of another server into times of this one.
 *
 * @param now the time here
 */
record AdoptionTimes(Instant now) {

    /** Wallet came in 2012. So an earlier time is no time, but for example a column that was never filled. */
    private static final Instant FIRST = Instant.parse("2012-01-01T00:00:00Z");

    /** A clock that is further ahead is no clock. */
    private static final Duration MOST_AHEAD = Duration.ofDays(366);

    private static Optional<Instant> plausible(Optional<Instant> time) {
        return time.filter(known -> !known.isBefore(FIRST));
    }

    boolean isInTheFuture(Optional<Instant> time) {
        return time.filter(known -> known.isAfter(now)).isPresent();
    }

    /** When a pass was last changed; now, where that is not known or in the future. */
    Instant lastUpdated(AdoptionRow.Issued row) {
        return plausible(row.lastUpdated()).filter(known -> !known.isAfter(now)).orElse(now);
    }

    /** When a pass was issued; if that is not known, when it was last changed. */
    Instant dateCreated(AdoptionRow.Issued row) {
        Instant lastUpdated = lastUpdated(row);
        return plausible(row.dateCreated())
                .filter(known -> !known.isAfter(lastUpdated))
                .orElse(lastUpdated);
    }

    /** When a registration was made; now, where that is not known or in the future. */
    Instant dateCreated(AdoptionRow.Registered row) {
        return plausible(row.dateCreated()).filter(known -> !known.isAfter(now)).orElse(now);
    }

    /** When a pass changed on the other server, where that is after its last change here. */
    Optional<Instant> later(AdoptionRow.Issued row, Pass pass) {
        return row.lastUpdated().filter(known -> !known.isAfter(now) && known.isAfter(pass.lastUpdated()));
    }

    /** The time that the tags of some rows are taken at: greater than each tag that the other server can have given. */
    Instant ofTags(Collection<AdoptionRow.Issued> rows) {
        Instant latest = rows.stream()
                .flatMap(row -> row.lastUpdated().stream())
                .filter(time -> time.isBefore(now.plus(MOST_AHEAD)))
                .max(Comparator.naturalOrder())
                .filter(now::isBefore)
                .orElse(now);
        return latest.plus(PassAdoption.AHEAD);
    }
}
