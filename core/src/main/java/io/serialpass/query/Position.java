package io.serialpass.query;

/**
 * A place between two rows of a sorted list: right after the row that has this key and this id.
 *
 * @param key the row's sort field, in the form that {@link SortField#keyOf} gives
 * @param id the row's id
 * @since 0.1
 */
public record Position(String key, long id) {}
