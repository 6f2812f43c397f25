package io.serialpass.inventory;

import java.util.function.Function;

/**
 * One row of a file to import, as its format's reader understood it.
 *
 * @since 0.1
 */
public sealed interface ImportRow {

    /**
     * Where the row begins in the file.
     *
     * @return the line's number; the first line of the file is line 1
     */
    long line();

    /**
     * Calls the function that belongs to the row. When a case is added later, a caller does not compile until it handles the
     * new case too.
     *
     * @param <T> the kind of result
     * @param candidate for a row that can be imported
     * @param blank for a row without any value
     * @param rejected for a row that cannot be imported
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Candidate, ? extends T> candidate,
            Function<? super Blank, ? extends T> blank,
            Function<? super Rejected, ? extends T> rejected);

    /**
     * A row that can be imported.
     *
     * @param line where it begins
     * @param itemReference the item's reference
     * @param details the value, the status that it begins with, and the stock that holds it
     */
    record Candidate(long line, ItemReference itemReference, SerialNumberDetails details) implements ImportRow {
        @Override
        public <T> T match(
                Function<? super Candidate, ? extends T> candidate,
                Function<? super Blank, ? extends T> blank,
                Function<? super Rejected, ? extends T> rejected) {
            return candidate.apply(this);
        }
    }

    /**
     * A row without any value, as spreadsheets write them below a table. It is passed over, and counted.
     *
     * @param line where it begins
     */
    record Blank(long line) implements ImportRow {
        @Override
        public <T> T match(
                Function<? super Candidate, ? extends T> candidate,
                Function<? super Blank, ? extends T> blank,
                Function<? super Rejected, ? extends T> rejected) {
            return blank.apply(this);
        }
    }

    /**
     * A row that cannot be imported.
     *
     * @param line where it begins
     * @param reason the kind of defect
     * @param description what is wrong, as a sentence
     */
    record Rejected(long line, Reason reason, String description) implements ImportRow {
        @Override
        public <T> T match(
                Function<? super Candidate, ? extends T> candidate,
                Function<? super Blank, ? extends T> blank,
                Function<? super Rejected, ? extends T> rejected) {
            return rejected.apply(this);
        }
    }

    /** Why a row is rejected; the names are those of the API's errors. */
    enum Reason {
        /** The row is no JSON object. */
        INVALID_JSON,
        /** The row has a field that no serial number has. */
        INVALID_PARAM,
        /** The row lacks a field. */
        MISSING_PARAM,
        /** A field has a value of the wrong type. */
        INVALID_PARAM_TYPE,
        /** A field has a value that is not allowed. */
        INVALID_PARAM_VALUE,
        /** The organization has no such item. */
        NOT_FOUND,
        /** The item has the value already. */
        NOT_UNIQUE
    }
}
