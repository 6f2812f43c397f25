package io.serialpass.service;

import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
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
    public static final int MOST_LISTED = ImportRun.MOST_REJECTED;

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
     * Tells why the import stopped half way.
     *
     * @return sentences that say where and why, and how to go on; empty if it came to its end
     */
    public Optional<String> whyStopped() {
        return stop.map(where -> "The import stopped before line " + where.line() + ", since " + where.reason() + ". "
                + imported + " rows were kept. Import the file again from that line on.");
    }

    /**
     * The end of an import half way. All rows before the line were kept or rejected, and none from it on.
     *
     * @param line the first line that was not imported
     * @param cause why the store did not go on
     * @since 0.1
     */
    public record Stop(long line, StorageException cause) {

        /**
         * Whether the store failed in a way that only the log of the server explains.
         *
         * @return true if the cause belongs into the log
         */
        public boolean isFault() {
            return !(cause instanceof StorageUnavailableException || cause instanceof StorageOverloadedException);
        }

        /** Not the fault's own sentence: that speaks of one unit of work, of which nothing was kept. */
        private String reason() {
            if (cause instanceof StorageUnavailableException unavailable) {
                return switch (unavailable.reason()) {
                    case LOCKED -> "another program keeps the store locked";
                    case FULL -> "the disk that holds the store is full";
                    case DAMAGED -> "the store is damaged";
                    case MOVED -> "the store's file was moved or removed";
                    case UNREACHABLE -> "the store's disk fails or is read-only";
                    case STUCK -> "the store does not answer";
                };
            }
            return isFault()
                    ? "the store failed; the server's log has more"
                    : "the server had more to do than it takes on";
        }
    }
}
