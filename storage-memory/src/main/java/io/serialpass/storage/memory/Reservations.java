package io.serialpass.storage.memory;

import io.serialpass.inventory.SerialNumber;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.TreePSet;

/**
 * The reservations that end, immutable.
 *
 * @param ends their ends, the earliest first
 */
record Reservations(TreePSet<End> ends) implements State.Part {

    static final Reservations EMPTY = new Reservations(TreePSet.empty());

    /**
     * The end of a reservation.
     *
     * @param time when
     * @param id the id of the serial number
     */
    record End(Instant time, long id) implements Comparable<End> {

        private static final Comparator<End> ORDER =
                Comparator.comparing(End::time).thenComparing(End::id);

        @Override
        public int compareTo(End other) {
            return ORDER.compare(this, other);
        }
    }

    private static Optional<End> endOf(SerialNumber serialNumber) {
        return serialNumber
                .details()
                .reservedUntil()
                .map(time -> new End(time, serialNumber.id().value()));
    }

    Reservations with(SerialNumber serialNumber) {
        return endOf(serialNumber).map(end -> new Reservations(ends.plus(end))).orElse(this);
    }

    Reservations without(SerialNumber serialNumber) {
        return endOf(serialNumber).map(end -> new Reservations(ends.minus(end))).orElse(this);
    }

    Optional<End> next() {
        return ends.stream().findFirst();
    }

    Stream<End> endedAt(Instant time) {
        return ends.stream().takeWhile(end -> !end.time().isAfter(time));
    }
}
