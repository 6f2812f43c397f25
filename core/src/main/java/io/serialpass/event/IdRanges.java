package io.serialpass.event;

import io.serialpass.inventory.SerialNumberId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The ids of serial numbers, as ranges. Immutable.
 *
 * @param ranges 1 to {@value #MOST_RANGES} ranges, each after the one before
 * @since 0.1
 */
public record IdRanges(List<Range> ranges) {

    /** The most ranges that one event names. */
    public static final int MOST_RANGES = 1_000;

    /**
     * All ids from one to another, both included.
     *
     * @param first the smallest id
     * @param last the greatest id, the same for a single one
     * @since 0.1
     */
    public record Range(long first, long last) {

        /**
         * Checks the range.
         *
         * @param first the smallest id
         * @param last the greatest id
         * @throws IllegalArgumentException if the last comes before the first
         */
        public Range {
            if (last < first) {
                throw new IllegalArgumentException("the range " + first + " to " + last + " is empty");
            }
        }
    }

    /**
     * Checks the ranges.
     *
     * @param ranges 1 to {@value #MOST_RANGES} ranges, each after the one before
     * @throws IllegalArgumentException if there are too few or too many, or they are not in order
     */
    public IdRanges {
        if (ranges.isEmpty() || ranges.size() > MOST_RANGES) {
            throw new IllegalArgumentException("an event names 1 to " + MOST_RANGES + " ranges of ids");
        }
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).first() <= ranges.get(i - 1).last()) {
                throw new IllegalArgumentException("ranges of ids are in order, and share no id");
            }
        }
        ranges = List.copyOf(ranges);
    }

    /**
     * Puts ids into ranges.
     *
     * @param ids the ids, in any order
     * @return the ranges, in as many parts as their number needs; none where there is no id
     */
    public static List<IdRanges> of(Collection<SerialNumberId> ids) {
        long[] sorted = ids.stream()
                .mapToLong(SerialNumberId::value)
                .sorted()
                .distinct()
                .toArray();
        List<Range> ranges = new ArrayList<>();
        for (int begin = 0; begin < sorted.length; ) {
            int end = begin + 1;
            while (end < sorted.length && sorted[end] == sorted[end - 1] + 1) {
                end++;
            }
            ranges.add(new Range(sorted[begin], sorted[end - 1]));
            begin = end;
        }
        List<IdRanges> parts = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i += MOST_RANGES) {
            parts.add(new IdRanges(ranges.subList(i, Math.min(i + MOST_RANGES, ranges.size()))));
        }
        return parts;
    }

    /**
     * How many ids these are.
     *
     * @return the number, 1 or more
     */
    public long count() {
        return ranges.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
    }
}
