package io.serialpass.wallet;

import java.util.regex.Pattern;

/**
 * The name of a file of a pass type: {@code pass.json}, which is the template, an image, or what belongs to a language, as
 * in the {@code .pass} folders of Apple's "Building a Pass".
 *
 * @param value for example {@code icon@2x.png} or {@code de.lproj/pass.strings}
 * @since 0.1
 */
public record PassFileName(String value) implements Comparable<PassFileName> {

    private static final Pattern ALLOWED = Pattern.compile(
            "([A-Za-z]{2,8}([_-][A-Za-z0-9]{1,8}){0,3}\\.lproj/)?[A-Za-z0-9][A-Za-z0-9_-]{0,99}(@[23]x)?\\.(png|pdf|json|strings)");

    /** The template. */
    public static final PassFileName TEMPLATE = new PassFileName("pass.json");

    /** The file that tells what Wallet asks a holder for who wants to enrol. */
    public static final PassFileName PERSONALIZATION = new PassFileName("personalization.json");

    /**
     * Checks the name.
     *
     * @param value the name
     * @throws IllegalArgumentException if it breaks the rule
     */
    public PassFileName {
        if (!ALLOWED.matcher(value).matches() || value.equals("manifest.json")) {
            throw new IllegalArgumentException(
                    "must be the name of an image (.png, .pdf), of pass.json, personalization.json or"
                            + " pass.strings, with a folder such as de.lproj/ at most in front");
        }
    }

    @Override
    public int compareTo(PassFileName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
