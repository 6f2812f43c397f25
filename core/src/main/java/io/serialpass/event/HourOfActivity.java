package io.serialpass.event;

import java.time.Instant;
import java.util.Map;

/**
 * How often things happened in one hour to the passes of an organization. Immutable.
 *
 * @param hour the begin of the hour, a whole hour of UTC
 * @param counts how often each kind of thing happened; a kind that is missing did not happen
 * @since 0.1
 */
public record HourOfActivity(Instant hour, Map<ActivityKind, Long> counts) {

    /**
     * Copies the counts.
     *
     * @param hour the begin of the hour, a whole hour of UTC
     * @param counts how often each kind of thing happened
     */
    public HourOfActivity {
        counts = Map.copyOf(counts);
    }

    /**
     * Tells how often one kind of thing happened.
     *
     * @param kind the kind
     * @return how often, 0 or more
     */
    public long count(ActivityKind kind) {
        return counts.getOrDefault(kind, 0L);
    }
}
