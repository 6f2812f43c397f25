package io.serialpass.storage;

/**
 * A table that was copied, with its number of rows and their digest, which are the same in both stores. Immutable.
 *
 * @param name the name of the table
 * @param rows how many rows it has
 * @param digest SHA-256 of all its rows in the order of their keys, in hexadecimal
 * @since 0.1
 */
public record CopiedTable(String name, long rows, String digest) {}
