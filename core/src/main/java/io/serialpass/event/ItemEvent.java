package io.serialpass.event;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import java.util.function.Function;

/**
 * Something happened to an item.
 *
 * @param type one of the {@code ITEM_} types
 * @param id the item
 * @param reference its reference after the change; that of a deleted item, before it
 * @since 0.1
 */
public record ItemEvent(EventType type, ItemId id, ItemReference reference) implements AdministrationEvent {

    /**
     * Checks the event.
     *
     * @param type one of the {@code ITEM_} types
     * @param id the item
     * @param reference its reference
     * @throws IllegalArgumentException if the type does not fit
     */
    public ItemEvent {
        type.require(EventType.Subject.ITEM);
    }

    @Override
    public <T> T matchSubject(
            Function<? super ItemEvent, ? extends T> item,
            Function<? super PassTypeContentEvent, ? extends T> passType,
            Function<? super LinkEvent, ? extends T> link,
            Function<? super WebhookEvent, ? extends T> webhook,
            Function<? super ApiTokenEvent, ? extends T> apiToken) {
        return item.apply(this);
    }
}
