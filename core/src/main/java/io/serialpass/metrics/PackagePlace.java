package io.serialpass.metrics;

/**
 * Where the package of a pass was found that somebody asked for.
 *
 * @since 0.1
 */
public enum PackagePlace {
    /** In memory. */
    MEMORY,
    /** In the store, where the packages are kept that were made before. */
    STORE,
    /** Nowhere: it was made and signed. */
    MADE
}
