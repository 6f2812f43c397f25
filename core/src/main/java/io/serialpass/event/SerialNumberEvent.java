package io.serialpass.event;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something happened to serial numbers of the inventory, in one unit of work.
 *
 * @param type one of the {@code SERIAL_NUMBERS_} types
 * @param item the item that they all belong to; empty if an import brought serial numbers of several items at once
 * @param ids their ids
 * @since 0.1
 */
public record SerialNumberEvent(EventType type, Optional<ItemId> item, IdRanges ids) implements OwnedEvent {

    /**
     * Checks the event.
     *
     * @param type one of the {@code SERIAL_NUMBERS_} types
     * @param item the item that they all belong to
     * @param ids their ids
     * @throws IllegalArgumentException if the type does not fit
     */
    public SerialNumberEvent {
        type.require(EventType.Subject.SERIAL_NUMBERS);
    }

    /**
     * The events of any number of serial numbers: one, or where their ids lie so far apart that one would be too large, as few
     * as its bounded size allows.
     *
     * @param type one of the {@code SERIAL_NUMBERS_} types
     * @param item the item that they all belong to
     * @param ids their ids, in any order
     * @return the events, in the order of the ids; none where there is no id
     */
    public static List<SerialNumberEvent> of(EventType type, Optional<ItemId> item, Collection<SerialNumberId> ids) {
        return IdRanges.of(ids).stream()
                .map(ranges -> new SerialNumberEvent(type, item, ranges))
                .toList();
    }

    @Override
    public <T> T match(
            Function<? super PassEvent, ? extends T> passes,
            Function<? super PassTypeEvent, ? extends T> passType,
            Function<? super RegistrationEvent, ? extends T> registration,
            Function<? super SerialNumberEvent, ? extends T> serialNumbers,
            Function<? super AdministrationEvent, ? extends T> administration) {
        return serialNumbers.apply(this);
    }
}
