package io.serialpass.wallet;

/**
 * A package and the version of the pass that it is.
 *
 * @param version the version
 * @param pkpass the package's bytes, which are not copied and must not be changed
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed: a package is not worth a copy
public record PackageOfVersion(PassVersion version, byte[] pkpass) {}
