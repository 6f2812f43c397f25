package io.serialpass.wallet;

import java.util.OptionalLong;

/**
 * The version and the length of a package, which can be told without making it.
 *
 * @param version the version
 * @param length how many bytes it has; empty if only making it would tell
 * @since 0.1
 */
public record PackageHead(PassVersion version, OptionalLong length) {

    /**
     * Describes a package that is there.
     *
     * @param content the package
     * @return its version and length
     */
    public static PackageHead of(PackageOfVersion content) {
        return new PackageHead(content.version(), OptionalLong.of(content.pkpass().length));
    }
}
