package io.serialpass.push;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.PassTypeIdentifier;
import java.util.Optional;

/**
 * Many passes of one type, whose devices are to be told.
 *
 * @param type the pass type
 * @param item the item whose serial numbers the passes are tied to; empty for all passes of the type
 * @since 0.1
 */
public record PushScope(PassTypeIdentifier type, Optional<ItemId> item) {

    /**
     * All passes of a type.
     *
     * @param type the pass type
     * @return the scope
     */
    public static PushScope of(PassTypeIdentifier type) {
        return new PushScope(type, Optional.empty());
    }
}
