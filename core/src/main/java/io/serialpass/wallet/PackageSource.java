package io.serialpass.wallet;

/**
 * Where the package of a pass comes from.
 *
 * @since 0.1
 */
public enum PackageSource {
    /** Nowhere: the pass has none. */
    NONE,
    /** It was made and signed elsewhere, and uploaded. It stays the pass's package even where its type has a template. */
    UPLOADED,
    /** It is made here, of the template of the pass's type and the pass's data. */
    MADE
}
