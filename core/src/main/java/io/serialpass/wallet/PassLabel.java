package io.serialpass.wallet;

import java.time.Instant;
import java.util.Optional;

/**
 * The texts of the package of a pass that a person at a door needs, beside its barcodes. Immutable.
 *
 * @param name the name of the holder that the pass shows, cut to {@value #LONGEST} characters; empty where it shows none
 * @param description the description of the package, cut likewise; empty where it has none
 * @param voided whether the package itself says that it is void, for another reason than that it was redeemed
 * @param expirationDate when the package itself says that it expires, in whole seconds; empty for never
 * @since 0.1
 */
public record PassLabel(
        Optional<String> name, Optional<String> description, boolean voided, Optional<Instant> expirationDate) {

    /** The most characters of each text. */
    public static final int LONGEST = 200;

    /** A label that says nothing. */
    public static final PassLabel NONE = new PassLabel(Optional.empty(), Optional.empty(), false, Optional.empty());

    /**
     * Cuts the texts. One of white space counts as none.
     *
     * @param name the name of the holder
     * @param description the description
     * @param voided whether it is void
     * @param expirationDate when it expires
     */
    public PassLabel {
        name = cut(name);
        description = cut(description);
    }

    private static Optional<String> cut(Optional<String> text) {
        return text.map(String::strip)
                .filter(stripped -> !stripped.isEmpty())
                .map(stripped -> stripped.codePointCount(0, stripped.length()) <= LONGEST
                        ? stripped
                        : stripped.substring(0, stripped.offsetByCodePoints(0, LONGEST)));
    }
}
