package io.serialpass.inventory;

import io.serialpass.text.Texts;
import java.util.Optional;

/**
 * A file of rows to import, without its rows. Immutable.
 *
 * @param name the name that it has at its sender; empty if the sender did not say
 * @param mediaType the format of its rows, for example {@code text/csv}
 * @param bytes how long it is
 * @since 0.1
 */
public record ImportFile(Optional<String> name, String mediaType, long bytes) {

    /** The most characters of a name. */
    public static final int MOST_NAME = 255;

    /**
     * Checks the name.
     *
     * @param name the name, 1 to {@value #MOST_NAME} characters, none of them a control character
     * @param mediaType the format of its rows
     * @param bytes how long it is
     * @throws IllegalArgumentException if the name breaks the rule
     */
    public ImportFile {
        name.ifPresent(text -> Texts.requireLine(text, MOST_NAME));
    }
}
