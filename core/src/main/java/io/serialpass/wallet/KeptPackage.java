package io.serialpass.wallet;

/**
 * A package that was made here, as a store keeps it: what sets it apart from another package of its type and revision, the
 * base, which is kept whole. Packages of a revision share images and certificates, so that this is small.
 *
 * @param version the version that the package is
 * @param revision the {@link PassTypeContent#revision} of which it was made, and its base too
 * @param difference the result of {@link PackageDelta#between}; not copied and must not be changed
 * @since 0.1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
public record KeptPackage(PassVersion version, UpdateTag revision, byte[] difference) {

    /** The most bytes of bases that a type has: enough for years of changes of a template. */
    public static final long MOST_BYTES_OF_BASES = 5 * PassTypeContent.MOST_BYTES;
}
