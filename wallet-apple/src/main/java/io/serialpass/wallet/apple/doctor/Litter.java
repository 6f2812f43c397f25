package io.serialpass.wallet.apple.doctor;

import java.util.Set;

/**
 * The files that macOS and Windows leave in folders and archives. They are no part of a pass.
 *
 * @since 0.1
 */
public final class Litter {

    /** What AppleDouble puts before the name of a file, for the file's attributes. */
    private static final String ATTRIBUTES = "._";

    private static final String ARCHIVER = "__MACOSX/";

    private static final Set<String> OF_MACOS = Set.of(".DS_Store");
    private static final Set<String> OF_WINDOWS = Set.of("Thumbs.db", "desktop.ini");

    private Litter() {}

    /**
     * Whether a file is one of these.
     *
     * @param name its name, with the folders before it
     * @return true if it is no part of a pass
     */
    public static boolean is(String name) {
        return isOfMacos(name) || OF_WINDOWS.contains(withoutFolder(name));
    }

    static boolean isOfMacos(String name) {
        String file = withoutFolder(name);
        return name.startsWith(ARCHIVER) || OF_MACOS.contains(file) || file.startsWith(ATTRIBUTES);
    }

    private static String withoutFolder(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }
}
