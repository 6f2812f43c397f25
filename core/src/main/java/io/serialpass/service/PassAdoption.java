package io.serialpass.service;

import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.PassPackager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Adopts passes and registrations of another pass server, so that the passes in phones go on without being issued again: in
 * memory that does not grow with their number, in batches that are each a unit of work.
 *
 * <p>A phone sends the tag that the other server gave it last, until a list of ours is answered. So the tags that an adoption
 * takes are a day ahead of the clock: greater than seconds and milliseconds of that server, also where its clock was fast. Tags
 * of other forms are no tags of ours. In each case the first list tells the phone of all its passes, and the second one of what
 * changed since. Nothing is pushed because of an adoption.
 *
 * <p>An adoption can be run again: a pass that is here already stays as it is, and so do changes that phones made here. If
 * the other server changed a pass later than this store did, the pass gets the change of the other server. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PassAdoption {

    /** How far the tags of an adoption are ahead of the clock. */
    public static final Duration AHEAD = Duration.ofDays(1);

    private static final int BATCH = 1_000;

    private final Clock clock;
    private final AdoptionPreparation preparation;
    private final PatientWrites writes;

    /**
     * Makes an adoption into a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param packager makes the packages of some types, or {@link PassPackager#none()}
     * @param check looks at the packages that come along
     * @param packages finds them
     */
    public PassAdoption(
            Storage storage, Clock clock, PassPackager packager, PackageCheck check, AdoptedPackages packages) {
        this.clock = clock;
        this.preparation = new AdoptionPreparation(storage, clock, packager, check, packages);
        this.writes = new PatientWrites(storage, SerialNumberImport.PATIENCE);
    }

    /**
     * Adopts rows.
     *
     * @param organization the organization that will own the passes
     * @param rows the rows, taken one by one; an exception of the iterator ends the adoption
     * @param isTrial whether every change is undone, so that the run gives only its report
     * @param progress told after each batch how many rows are done, on the calling thread
     * @return the outcome, also where the store failed half way: what was adopted by then stays
     */
    public AdoptionReport run(
            Organization organization, Iterator<AdoptionRow> rows, boolean isTrial, LongConsumer progress) {
        AdoptionTally tally = new AdoptionTally();
        AdoptionPreparation.State state = new AdoptionPreparation.State(organization);
        List<AdoptionRow.Issued> batch = new ArrayList<>();
        long done = 0;
        while (rows.hasNext()) {
            take(rows.next(), batch, tally);
            done++;
            if (batch.size() == BATCH || !rows.hasNext()) {
                try {
                    adopt(batch, state, tally, isTrial);
                } catch (StorageException e) {
                    return tally.report(Optional.of(e));
                }
                progress.accept(done);
                batch.clear();
            }
        }
        return tally.report(Optional.empty());
    }

    private static void take(AdoptionRow row, List<AdoptionRow.Issued> batch, AdoptionTally tally) {
        boolean unused = row.match(
                batch::add,
                passedOver -> {
                    tally.remark(passedOver.place(), passedOver.reason());
                    return true;
                },
                rejected -> {
                    tally.reject(rejected.place(), rejected.reason());
                    return true;
                });
    }

    private void adopt(
            List<AdoptionRow.Issued> rows, AdoptionPreparation.State state, AdoptionTally tally, boolean isTrial) {
        for (int from = 0; from < rows.size(); ) {
            AdoptionBatch batch = preparation.prepare(rows.subList(from, rows.size()), state);
            tally.add(writes.write(tx -> {
                if (isTrial) {
                    tx.setRollbackOnly();
                }
                return new AdoptionWork(tx, batch, Moments.now(clock)).run();
            }));
            from += batch.rows().size();
        }
    }
}
