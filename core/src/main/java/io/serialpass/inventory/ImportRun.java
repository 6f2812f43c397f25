package io.serialpass.inventory;

import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.Optional;

/**
 * One import of a file, which goes on without the client that sent the file. Immutable.
 *
 * @param id the store's id
 * @param organization the owner of the rows
 * @param file the file
 * @param dateCreated when it began, in milliseconds
 * @param progress how far it has come
 * @param state what became of it
 * @param reason sentences that say why it did not come to the end of its file, and how to go on; empty unless it stopped or failed
 * @param dateEnded when it ended, in milliseconds; empty while it runs
 * @since 0.1
 */
public record ImportRun(
        ImportRunId id,
        Organization organization,
        ImportFile file,
        Instant dateCreated,
        ImportProgress progress,
        ImportRunState state,
        Optional<String> reason,
        Optional<Instant> dateEnded) {

    /** How many rejected rows of a run are kept at most, the first ones. */
    public static final int MOST_REJECTED = 1_000;

    /**
     * A run that begins.
     *
     * @param id the store's id
     * @param organization the owner of the rows
     * @param file the file
     * @param time when, in milliseconds
     * @return the run
     */
    public static ImportRun begun(ImportRunId id, Organization organization, ImportFile file, Instant time) {
        return new ImportRun(
                id,
                organization,
                file,
                time,
                ImportProgress.NONE,
                ImportRunState.RUNNING,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Whether a server works on it.
     *
     * @return false if it has ended, in whatever way
     */
    public boolean isRunning() {
        return state == ImportRunState.RUNNING;
    }

    /**
     * The same run further on.
     *
     * @param changed how far it has come
     * @return the run
     */
    public ImportRun at(ImportProgress changed) {
        return new ImportRun(id, organization, file, dateCreated, changed, state, reason, dateEnded);
    }

    /**
     * The same run at the end of its file.
     *
     * @param time when, in milliseconds
     * @return the run
     */
    public ImportRun done(Instant time) {
        return new ImportRun(
                id,
                organization,
                file,
                dateCreated,
                progress,
                ImportRunState.DONE,
                Optional.empty(),
                Optional.of(time));
    }

    /**
     * The same run, ended before the end of its file.
     *
     * @param how {@link ImportRunState#STOPPED} or {@link ImportRunState#FAILED}
     * @param why sentences that say why, and how to go on
     * @param time when, in milliseconds
     * @return the run
     */
    public ImportRun ended(ImportRunState how, String why, Instant time) {
        return new ImportRun(id, organization, file, dateCreated, progress, how, Optional.of(why), Optional.of(time));
    }
}
