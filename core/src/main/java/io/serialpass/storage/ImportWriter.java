package io.serialpass.storage;

import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.List;

/**
 * Reads and changes the runs of imports.
 *
 * @since 0.1
 */
public interface ImportWriter extends ImportReader {

    /**
     * Adds a run that begins, with an id greater than any that this store gave to a run before.
     *
     * @param organization the owner of the rows
     * @param file the file
     * @param time when it begins, in milliseconds
     * @return the run
     */
    ImportRun insert(Organization organization, ImportFile file, Instant time);

    /**
     * Stores how far a run has come, or how it ended. A run that has ended stays as it is: its server was taken for dead.
     *
     * @param run the run as it is now
     * @return false, and nothing changed, if the store has no such run, or it has ended
     */
    boolean update(ImportRun run);

    /**
     * Adds rejected rows to those of a run. The store keeps the first {@value ImportRun#MOST_REJECTED} of a run, and passes over
     * the rest.
     *
     * @param id the id of a run that is there
     * @param rows the rows, in the order of the file
     */
    void addRejected(ImportRunId id, List<ImportRow.Rejected> rows);

    /**
     * Removes old runs that have ended, with their rejected rows: of one organization those beyond the newest ones, and of all
     * organizations some of those that began too long ago. To be called as often as runs are added.
     *
     * @param organization whose runs are counted
     * @param most how many runs of the organization stay, 1 or more
     * @param before the earliest begin of a run that stays
     * @param atOnce how many runs to remove at most for each of the two reasons, 1 or more; the oldest go first
     */
    void trim(Organization organization, int most, Instant before, int atOnce);
}
