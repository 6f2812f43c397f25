package io.serialpass.query;

/** The direction of a sorted list. */
public enum SortOrder {
    /** Smallest first. */
    ASC,
    /** Largest first. */
    DESC
}
