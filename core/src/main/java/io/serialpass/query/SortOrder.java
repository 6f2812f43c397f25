package io.serialpass.query;

/**
 * The direction of a sorted list.
 *
 * @since 0.1
 */
public enum SortOrder {
    /** Smallest first. */
    ASC,
    /** Largest first. */
    DESC
}
