package io.serialpass.metrics;

/**
 * The place in which a package was found when somebody asked for it.
 *
 * @since 0.1
 */
public enum PackagePlace {
    /** In memory. */
    MEMORY,
    /** In the store, where the packages are kept that were made before. */
    STORE,
    /** In neither: the package was made and signed. */
    MADE
}
