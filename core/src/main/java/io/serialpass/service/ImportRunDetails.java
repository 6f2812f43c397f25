package io.serialpass.service;

import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import java.util.List;

/**
 * A run of an import with its rejected rows. Immutable.
 *
 * @param run the run
 * @param rejected the first {@value ImportRun#MOST_REJECTED} of the rejected rows, in the order of the file
 * @since 0.1
 */
public record ImportRunDetails(ImportRun run, List<ImportRow.Rejected> rejected) {

    /**
     * Copies the list.
     *
     * @param run the run
     * @param rejected the first of the rejected rows
     */
    public ImportRunDetails {
        rejected = List.copyOf(rejected);
    }
}
