package io.serialpass.wallet;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What the template and the files of a pass type come from.
 *
 * @since 0.1
 */
public enum TemplateKind {
    /** A folder whose pass.json is a template already. */
    FOLDER("pass"),
    /** A template of Apple's Pass Designer, with the values of one pass. */
    DESIGNED("pkpasstemplate"),
    /** A package, with the values of one pass. */
    PACKAGE("pkpass");

    private static final String ZIP = ".zip";

    private final String label;

    TemplateKind(String label) {
        this.label = label;
    }

    /**
     * The name that clients know, which is also what the name of such a file ends with.
     *
     * @return for example {@code pkpass}
     */
    public String label() {
        return label;
    }

    /**
     * What the name of a file or folder of this kind ends with.
     *
     * @return for example {@code .pkpass}
     */
    public String ending() {
        return "." + label;
    }

    /**
     * The kind of a name.
     *
     * @param label a name that {@link #label()} gave
     * @return the kind; empty if none has the name
     */
    public static Optional<TemplateKind> ofLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }

    /**
     * The kind of a file, by how its name ends. It may be zipped; an archive of another name is one of a folder.
     *
     * @param name the file's name
     * @return the kind; empty if it is none of these
     */
    public static Optional<TemplateKind> ofFileName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isZipped = lower.endsWith(ZIP);
        String unzipped = isZipped ? lower.substring(0, lower.length() - ZIP.length()) : lower;
        return Arrays.stream(values())
                .filter(kind -> unzipped.endsWith(kind.ending()))
                .findFirst()
                .or(() -> isZipped ? Optional.of(FOLDER) : Optional.empty());
    }
}
