package io.serialpass.event;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UpdateTag;
import java.util.Optional;
import java.util.function.Function;

/**
 * Many passes of one type were changed under one tag. There is one event however many passes there are.
 *
 * @param type {@link EventType#PASSES_OF_TYPE_CHANGED} or {@link EventType#PASSES_OF_ITEM_CHANGED}
 * @param passTypeIdentifier the type of the passes
 * @param item the item whose serial numbers the passes are tied to; empty for all passes of the type
 * @param updateTag the tag of the version that the passes have now
 * @since 0.1
 */
public record PassTypeEvent(
        EventType type, PassTypeIdentifier passTypeIdentifier, Optional<ItemId> item, UpdateTag updateTag)
        implements WalletEvent {

    /**
     * Checks the event.
     *
     * @param type {@link EventType#PASSES_OF_TYPE_CHANGED} or {@link EventType#PASSES_OF_ITEM_CHANGED}
     * @param passTypeIdentifier the type of the passes
     * @param item the item whose serial numbers the passes are tied to; empty for all passes of the type
     * @param updateTag the tag of the version that the passes have now
     * @throws IllegalArgumentException if the type does not fit
     */
    public PassTypeEvent {
        type.require(EventType.Subject.PASS_TYPE);
        if (item.isPresent() != (type == EventType.PASSES_OF_ITEM_CHANGED)) {
            throw new IllegalArgumentException(type.label() + " with the item " + item);
        }
    }

    /**
     * All passes of a type were changed.
     *
     * @param passTypeIdentifier the type of the passes
     * @param updateTag the tag of the version that the passes have now
     * @return the event
     */
    public static PassTypeEvent ofType(PassTypeIdentifier passTypeIdentifier, UpdateTag updateTag) {
        return new PassTypeEvent(EventType.PASSES_OF_TYPE_CHANGED, passTypeIdentifier, Optional.empty(), updateTag);
    }

    /**
     * All passes of a type that are tied to serial numbers of an item were changed.
     *
     * @param passTypeIdentifier the type of the passes
     * @param item the item
     * @param updateTag the tag of the version that the passes have now
     * @return the event
     */
    public static PassTypeEvent ofItem(PassTypeIdentifier passTypeIdentifier, ItemId item, UpdateTag updateTag) {
        return new PassTypeEvent(EventType.PASSES_OF_ITEM_CHANGED, passTypeIdentifier, Optional.of(item), updateTag);
    }

    @Override
    public <T> T match(
            Function<? super PassEvent, ? extends T> passes,
            Function<? super PassTypeEvent, ? extends T> passType,
            Function<? super RegistrationEvent, ? extends T> registration,
            Function<? super SerialNumberEvent, ? extends T> serialNumbers,
            Function<? super AdministrationEvent, ? extends T> administration) {
        return passType.apply(this);
    }
}
