package io.serialpass.inventory;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.text.Texts;
import java.util.Optional;

/**
 * The part of an item that a caller decides. Immutable.
 *
 * @param reference unique within the organization
 * @param name what people call it, 1 to 255 characters, no control characters
 * @param description any text of up to 4,000 characters
 * @param passTypeIdentifier the pass type of the passes that carry the item's serial numbers
 * @since 0.1
 */
public record ItemDetails(
        ItemReference reference,
        String name,
        Optional<String> description,
        Optional<PassTypeIdentifier> passTypeIdentifier) {

    /**
     * Checks the name and the description.
     *
     * @param reference unique within the organization
     * @param name what people call it, 1 to 255 characters, no control characters
     * @param description any text of up to 4,000 characters
     * @param passTypeIdentifier the pass type of the passes that carry the item's serial numbers
     * @throws IllegalArgumentException if one breaks its rule
     */
    public ItemDetails {
        requireName(name);
        description.ifPresent(ItemDetails::requireDescription);
    }

    /**
     * Checks a name alone.
     *
     * @param name a name
     * @return the same name
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static String requireName(String name) {
        return Texts.requireLine(name, 255);
    }

    /**
     * Checks a description alone.
     *
     * @param description a description
     * @return the same description
     * @throws IllegalArgumentException if it breaks the rule
     */
    public static String requireDescription(String description) {
        return Texts.requireLines(description, 4000);
    }

    /**
     * An item of which only the reference is known: the name is the reference.
     *
     * @param reference the reference
     * @return the details
     */
    public static ItemDetails of(ItemReference reference) {
        return new ItemDetails(reference, reference.value(), Optional.empty(), Optional.empty());
    }

    /**
     * The same with another reference.
     *
     * @param changed the reference
     * @return the details
     */
    public ItemDetails withReference(ItemReference changed) {
        return new ItemDetails(changed, name, description, passTypeIdentifier);
    }

    /**
     * The same with another name.
     *
     * @param changed the name
     * @return the details
     */
    public ItemDetails withName(String changed) {
        return new ItemDetails(reference, changed, description, passTypeIdentifier);
    }

    /**
     * The same with another description.
     *
     * @param changed the description; empty for none
     * @return the details
     */
    public ItemDetails withDescription(Optional<String> changed) {
        return new ItemDetails(reference, name, changed, passTypeIdentifier);
    }

    /**
     * The same with another pass type identifier.
     *
     * @param changed the identifier; empty for none
     * @return the details
     */
    public ItemDetails withPassTypeIdentifier(Optional<PassTypeIdentifier> changed) {
        return new ItemDetails(reference, name, description, changed);
    }
}
