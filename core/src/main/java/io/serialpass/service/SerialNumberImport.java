package io.serialpass.service;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.organization.Organization;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Imports serial numbers from rows of any number, in memory that does not grow with it. Good rows are kept, bad ones
 * reported. Rows are written in batches, each a unit of work, so that other writers get their turn in between; an import
 * that is cut off has kept the batches before, and can be run again: what is there already is reported as not unique.
 *
 * <p>Safe for use by many threads.
 */
public final class SerialNumberImport {

    private static final int BATCH = 5_000;

    private final Storage storage;
    private final Clock clock;

    /**
     * Makes an import into a store.
     *
     * @param storage the store, which stays the caller's to close
     * @param clock the source of {@code dateCreated}
     */
    public SerialNumberImport(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Imports rows.
     *
     * @param organization the owner
     * @param rows the rows, taken one by one; what it throws ends the import
     * @param progress told after each batch how many rows are done, on the calling thread
     * @return what came of it
     */
    public ImportReport run(Organization organization, Iterator<ImportRow> rows, LongConsumer progress) {
        Tally tally = new Tally();
        List<ImportRow> batch = new ArrayList<>(BATCH);
        while (rows.hasNext()) {
            batch.add(rows.next());
            if (batch.size() == BATCH || !rows.hasNext()) {
                List<ImportRow> full = batch;
                List<ImportRow.Rejected> rejected = storage.write(tx -> write(tx, organization, full));
                tally.add(full.size(), rejected);
                progress.accept(tally.done());
                batch = new ArrayList<>(BATCH);
            }
        }
        return tally.report();
    }

    private List<ImportRow.Rejected> write(WriteTransaction tx, Organization organization, List<ImportRow> batch) {
        Map<ItemReference, Optional<Item>> items = new HashMap<>();
        List<ImportRow.Rejected> rejected = new ArrayList<>();
        List<ImportRow.Candidate> rows = new ArrayList<>(batch.size());
        List<NewSerialNumber> wanted = new ArrayList<>(batch.size());
        for (ImportRow row : batch) {
            if (row instanceof ImportRow.Rejected uncandidate) {
                rejected.add(uncandidate);
            } else if (row instanceof ImportRow.Candidate candidate) {
                Optional<Item> item = items.computeIfAbsent(
                        candidate.itemReference(), reference -> tx.items().find(organization, reference));
                if (item.isPresent()) {
                    rows.add(candidate);
                    wanted.add(new NewSerialNumber(
                            item.get(),
                            new SerialNumberDetails(candidate.value(), candidate.status(), OptionalLong.empty())));
                } else {
                    rejected.add(new ImportRow.Rejected(
                            row.line(),
                            ImportRow.Reason.NOT_FOUND,
                            "The item with the reference "
                                    + candidate.itemReference().value() + " doesn't exist."));
                }
            }
        }
        List<? extends Optional<?>> inserted = tx.serialNumbers().insert(wanted, Moments.now(clock));
        for (int i = 0; i < inserted.size(); i++) {
            if (inserted.get(i).isEmpty()) {
                rejected.add(
                        new ImportRow.Rejected(rows.get(i).line(), ImportRow.Reason.NOT_UNIQUE, "value already used"));
            }
        }
        rejected.sort(Comparator.comparingLong(ImportRow.Rejected::line));
        return rejected;
    }

    /** Counts what came of the batches. */
    private static final class Tally {
        private long imported;
        private long rejectedCount;
        private final List<ImportRow.Rejected> listed = new ArrayList<>();

        void add(int rows, List<ImportRow.Rejected> rejected) {
            imported += rows - rejected.size();
            rejectedCount += rejected.size();
            rejected.stream().limit(ImportReport.MOST_LISTED - listed.size()).forEach(listed::add);
        }

        long done() {
            return imported + rejectedCount;
        }

        ImportReport report() {
            return new ImportReport(imported, rejectedCount, listed);
        }
    }
}
