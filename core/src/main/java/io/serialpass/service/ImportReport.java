package io.serialpass.service;

import io.serialpass.storage.StorageException;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of an import. Immutable.
 *
 * @param imported how many rows were kept
 * @param rejectedCount how many rows were rejected
 * @param rejected the first {@value #MOST_LISTED} of the rejected rows, in the order of the file
 * @param blank how many rows without any value were passed over
 * @param stop where the import stopped before the end of its rows; empty if it came to the end
 * @since 0.1
 */
public record ImportReport(
        long imported, long rejectedCount, List<ImportRow.Rejected> rejected, long blank, Optional<Stop> stop) {

    /** The most rejected rows that a report lists. */
    public static final int MOST_LISTED = 1000;

    /**
     * Copies the list.
     *
     * @param imported how many rows were kept
     * @param rejectedCount how many rows were rejected
     * @param rejected the first {@value #MOST_LISTED} of the rejected rows, in the order of the file
     * @param blank how many rows without any value were passed over
     * @param stop where the import stopped before the end of its rows; empty if it came to the end
     */
    public ImportReport {
        rejected = List.copyOf(rejected);
    }

    /**
     * The end of an import half way. All rows before the line were kept or rejected, and none from it on.
     *
     * @param line the first line that was not imported
     * @param cause why the store did not go on
     * @since 0.1
     */
    public record Stop(long line, StorageException cause) {}
}
