package io.serialpass.storage.jdbc.sql;

/**
 * Where the SQL of two databases differs. A shared statement has a word in angle brackets at such a place, and {@link
 * #complete} puts the text of the dialect there.
 *
 * @param greatest in place of {@code <greatest>}: the name of the function that gives the greatest of its arguments
 * @param lock in place of {@code <lock>}, at the end of a SELECT: locks the rows until the end of the transaction
 * @param nextPassId in place of {@code <nextPassId>}: gives an id greater than any that a pass had before
 * @since 0.1
 */
public record Dialect(String greatest, String lock, String nextPassId) {

    /** A shared statement as the database understands it. */
    String complete(String statement) {
        return statement.replace("<greatest>", greatest).replace("<lock>", lock).replace("<nextPassId>", nextPassId);
    }
}
