package io.serialpass.wallet;

import io.serialpass.text.Sha256;

/**
 * The SHA-256 of a package. Packages with one hash count as the same, so that a store compares a package with the one that it
 * has without reading that.
 *
 * @param hex 64 lower-case hexadecimal digits
 * @since 0.1
 */
public record PackageHash(String hex) {

    /**
     * Hashes a package.
     *
     * @param pkpass the package's bytes
     * @return its hash
     */
    public static PackageHash of(byte[] pkpass) {
        return new PackageHash(Sha256.hex(pkpass));
    }
}
