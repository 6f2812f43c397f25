package io.serialpass.storage;

import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import java.util.List;
import java.util.Optional;

/**
 * Reads the runs of imports.
 *
 * @since 0.1
 */
public interface ImportReader {

    /**
     * Finds a run of an organization.
     *
     * @param organization whose
     * @param id its id
     * @return the run; empty where the organization has none such
     */
    Optional<ImportRun> find(Organization organization, ImportRunId id);

    /**
     * Lists runs.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<ImportRun> list(ImportRunQuery query);

    /**
     * The runs of all organizations and all servers that have not ended.
     *
     * @return the runs, by their ids
     */
    List<ImportRun> running();

    /**
     * The rejected rows of a run that are kept.
     *
     * @param id the id of the run
     * @return the rows in the order in which they were added; none for an unknown run
     */
    List<ImportRow.Rejected> rejected(ImportRunId id);
}
