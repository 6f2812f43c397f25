package io.serialpass.http.console;

import io.serialpass.event.ActivityKind;
import io.serialpass.event.HourOfActivity;
import io.serialpass.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How often things happened over time, as a page draws it. Immutable.
 *
 * @param period the time that the plot shows
 * @param slots the parts of that time, the oldest first; each is a bar
 */
record ActivityPlot(Period period, List<Slot> slots) {

    /** How high the highest bar is. */
    static final int HEIGHT = 40;

    /** How wide a bar is, with the gap beside it. */
    private static final int STEP = 10;

    private static final int GAP = 2;

    /** The times that a plot can show. All end with the hour or day that is now, in UTC. */
    enum Period {
        DAY("day", 24, Duration.ofHours(1)),
        WEEK("week", 56, Duration.ofHours(3)),
        MONTH("month", 35, Duration.ofDays(1));

        private final String label;
        private final int slots;
        private final Duration step;

        Period(String label, int slots, Duration step) {
            this.label = label;
            this.slots = slots;
            this.step = step;
        }

        /** The name in the address of the page. */
        String label() {
            return label;
        }

        /** The hours that it has, for a given time of now. */
        TimeRange range(Instant now) {
            return TimeRange.any().notBefore(begin(now));
        }

        private Instant begin(Instant now) {
            long thisSlot = Math.floorDiv(now.toEpochMilli(), step.toMillis());
            return Instant.ofEpochMilli((thisSlot - slots + 1) * step.toMillis());
        }
    }

    /**
     * A part of the time.
     *
     * @param begin its begin
     * @param counts how often each kind of thing happened
     */
    record Slot(Instant begin, Map<ActivityKind, Long> counts) {

        long count(ActivityKind kind) {
            return counts.getOrDefault(kind, 0L);
        }

        boolean isEmpty() {
            return counts.isEmpty();
        }
    }

    /**
     * Sorts hours into the bars of a plot.
     *
     * @param period the time that the plot shows
     * @param now the time that is now
     * @param hours the hours in which something happened
     */
    static ActivityPlot of(Period period, Instant now, List<HourOfActivity> hours) {
        Instant begin = period.begin(now);
        List<Map<ActivityKind, Long>> counts = IntStream.range(0, period.slots)
                .mapToObj(i -> (Map<ActivityKind, Long>) new EnumMap<ActivityKind, Long>(ActivityKind.class))
                .toList();
        for (HourOfActivity hour : hours) {
            long slot = Math.floorDiv(Duration.between(begin, hour.hour()).toMillis(), period.step.toMillis());
            if (0 <= slot && slot < period.slots) {
                hour.counts().forEach((kind, count) -> counts.get((int) slot).merge(kind, count, Long::sum));
            }
        }
        return new ActivityPlot(
                period,
                IntStream.range(0, period.slots)
                        .mapToObj(i -> new Slot(begin.plus(period.step.multipliedBy(i)), Map.copyOf(counts.get(i))))
                        .toList());
    }

    Instant begin() {
        return slots.get(0).begin();
    }

    Instant end() {
        return slots.get(slots.size() - 1).begin().plus(period.step);
    }

    /** The part of a time that tells where the plot begins or ends: the time of the day, or the day. */
    String written(String time) {
        return period == Period.DAY ? time.substring(time.indexOf(' ') + 1) : time.substring(0, time.indexOf(' '));
    }

    boolean isEmpty() {
        return slots.stream().allMatch(Slot::isEmpty);
    }

    long total(ActivityKind kind) {
        return slots.stream().mapToLong(slot -> slot.count(kind)).sum();
    }

    /** The greatest count of one bar. */
    long most(ActivityKind kind) {
        return slots.stream().mapToLong(slot -> slot.count(kind)).max().orElse(0);
    }

    int width() {
        return slots.size() * STEP - GAP;
    }

    /** The outline of the bars, as SVG writes it. What happened at all has a bar that can be seen. */
    String bars(ActivityKind kind) {
        long most = most(kind);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < slots.size(); i++) {
            long count = slots.get(i).count(kind);
            if (count > 0) {
                long height = Math.max(1, Math.round((double) HEIGHT * count / most));
                path.append('M')
                        .append(i * STEP)
                        .append(' ')
                        .append(HEIGHT)
                        .append('v')
                        .append(-height)
                        .append('h')
                        .append(STEP - GAP)
                        .append('v')
                        .append(height)
                        .append('z');
            }
        }
        return path.toString();
    }
}
