package io.serialpass.service;

import java.util.List;

/**
 * What came of an import. Immutable.
 *
 * @param imported how many rows were kept
 * @param rejectedCount how many rows were rejected
 * @param rejected the first {@value #MOST_LISTED} of the rejected rows, in the order of the file
 */
public record ImportReport(long imported, long rejectedCount, List<ImportRow.Rejected> rejected) {

    /** The most rejected rows that a report lists. */
    public static final int MOST_LISTED = 1000;

    /**
     * Copies the list.
     *
     * @param imported how many rows were kept
     * @param rejectedCount how many rows were rejected
     * @param rejected the first {@value #MOST_LISTED} of the rejected rows, in the order of the file
     */
    public ImportReport {
        rejected = List.copyOf(rejected);
    }
}
