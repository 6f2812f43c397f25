package io.serialpass.service;

import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.metrics.Metrics;
import io.serialpass.organization.Organization;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.WriteTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Imports serial numbers from rows of any number, in memory that does not grow with it. Good rows are kept, bad ones reported.
 * Rows are written in batches, each a unit of work, so that other writers get their turn in between. If the store cannot be
 * written, each batch is tried again for as long as the import has patience; then the import stops, and its report says where.
 * The rows that were kept stay. So the same rows can be imported again: those that are there already are reported as not
 * unique.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class SerialNumberImport {

    /** How long one batch waits for a store that cannot be written, unless told otherwise. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int BATCH = 5_000;

    private final PatientWrites storage;
    private final Clock clock;
    private final Metrics metrics;

    /**
     * Makes an import into a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of {@code dateCreated}
     */
    public SerialNumberImport(Storage storage, Clock clock) {
        this(storage, clock, PATIENCE);
    }

    /**
     * Makes an import into a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of {@code dateCreated}
     * @param patience how long one batch waits for a store that cannot be written; zero for not at all
     */
    public SerialNumberImport(Storage storage, Clock clock, Duration patience) {
        this(storage, clock, patience, Metrics.none());
    }

    /**
     * Makes an import into a store, and has the work told.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of {@code dateCreated}
     * @param patience how long one batch waits for a store that cannot be written; zero for not at all
     * @param metrics takes how many rows were kept and rejected
     */
    public SerialNumberImport(Storage storage, Clock clock, Duration patience, Metrics metrics) {
        this.storage = new PatientWrites(storage, patience);
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Imports rows.
     *
     * @param organization the owner
     * @param rows the rows, taken one by one; an exception of the iterator ends the import
     * @param progress told after each batch how many rows are done, on the calling thread
     * @return the outcome, also where the store failed half way
     */
    public ImportReport run(Organization organization, Iterator<ImportRow> rows, LongConsumer progress) {
        return run(organization, rows, (tx, soFar) -> {}, progress);
    }

    /** Notes in a store how far an import has come. */
    @FunctionalInterface
    interface BatchNotes {
        /**
         * Notes a batch, in the unit of work that keeps its rows. A storage may carry out that unit of work twice.
         *
         * @throws StorageException if the import must not go on; the rows of the batch are not kept then
         */
        void note(WriteTransaction tx, SoFar soFar);
    }

    /**
     * How far an import has come with a batch.
     *
     * @param imported how many rows were kept
     * @param rejected how many rows were rejected
     * @param blank how many rows without any value were passed over
     * @param lastLine where the last row begins that was kept or rejected
     * @param news the rows of this batch that were rejected
     */
    record SoFar(long imported, long rejected, long blank, long lastLine, List<ImportRow.Rejected> news) {}

    /**
     * Imports rows, and notes how far it has come in the unit of work of each batch.
     *
     * @param organization the owner
     * @param rows the rows, taken one by one; an exception of the iterator ends the import
     * @param notes takes the counts with each batch
     * @param progress told after each batch how many rows are done, on the calling thread
     * @return the outcome, also where the store failed half way
     */
    ImportReport run(Organization organization, Iterator<ImportRow> rows, BatchNotes notes, LongConsumer progress) {
        Tally tally = new Tally();
        Batch batch = new Batch();
        while (rows.hasNext()) {
            if (!batch.take(rows.next())) {
                tally.blank++;
            }
            if (batch.size() == BATCH || (!rows.hasNext() && batch.size() > 0)) {
                try {
                    Batch full = batch;
                    List<ImportRow.Rejected> rejected = storage.write(tx -> {
                        List<ImportRow.Rejected> news = write(tx, organization, full);
                        notes.note(tx, tally.with(full, news));
                        return news;
                    });
                    tally.add(batch.size(), rejected);
                    metrics.imported((long) batch.size() - rejected.size(), rejected.size());
                } catch (StorageException e) {
                    return tally.report(Optional.of(new ImportReport.Stop(batch.firstLine, e)));
                }
                progress.accept(tally.done());
                batch = new Batch();
            }
        }
        return tally.report(Optional.empty());
    }

    private List<ImportRow.Rejected> write(WriteTransaction tx, Organization organization, Batch batch) {
        Map<ItemReference, Item> items = tx.items().find(organization, batch.references());
        List<ImportRow.Rejected> rejected = new ArrayList<>(batch.rejected);
        List<ImportRow.Candidate> rows = new ArrayList<>(batch.candidates.size());
        List<NewSerialNumber> wanted = new ArrayList<>(batch.candidates.size());
        for (ImportRow.Candidate candidate : batch.candidates) {
            Item item = items.get(candidate.itemReference());
            if (item != null) {
                rows.add(candidate);
                wanted.add(new NewSerialNumber(item, candidate.details()));
            } else {
                rejected.add(new ImportRow.Rejected(
                        candidate.line(),
                        ImportRow.Reason.NOT_FOUND,
                        "The item with the reference "
                                + candidate.itemReference().value() + " doesn't exist."));
            }
        }
        Instant now = Moments.now(clock);
        List<Optional<SerialNumber>> inserted = tx.serialNumbers().insert(wanted, now);
        Events.ofImport(
                tx, organization, inserted.stream().flatMap(Optional::stream).toList(), now);
        for (int i = 0; i < inserted.size(); i++) {
            if (inserted.get(i).isEmpty()) {
                rejected.add(
                        new ImportRow.Rejected(rows.get(i).line(), ImportRow.Reason.NOT_UNIQUE, "value already used"));
            }
        }
        rejected.sort(Comparator.comparingLong(ImportRow.Rejected::line));
        return rejected;
    }

    /** Rows that are imported in one unit of work, which may be tried again. */
    private static final class Batch {
        private final List<ImportRow.Candidate> candidates = new ArrayList<>();
        private final List<ImportRow.Rejected> rejected = new ArrayList<>();
        private long firstLine;
        private long lastLine;

        /** Takes a row; false for a blank one, which does not belong here. */
        boolean take(ImportRow row) {
            long first = size() == 0 ? row.line() : firstLine;
            boolean isTaken = row.match(candidates::add, blank -> false, rejected::add);
            firstLine = isTaken ? first : firstLine;
            lastLine = isTaken ? row.line() : lastLine;
            return isTaken;
        }

        /** The items that the rows name. */
        Set<ItemReference> references() {
            return candidates.stream().map(ImportRow.Candidate::itemReference).collect(Collectors.toSet());
        }

        int size() {
            return candidates.size() + rejected.size();
        }
    }

    /** Counts the outcomes of the batches. */
    private static final class Tally {
        private long imported;
        private long rejectedCount;
        private long blank;
        private final List<ImportRow.Rejected> listed = new ArrayList<>();

        void add(int rows, List<ImportRow.Rejected> rejected) {
            imported += rows - rejected.size();
            rejectedCount += rejected.size();
            rejected.stream().limit(ImportReport.MOST_LISTED - listed.size()).forEach(listed::add);
        }

        /** The counts with a batch that is not counted yet. */
        SoFar with(Batch batch, List<ImportRow.Rejected> news) {
            return new SoFar(
                    imported + batch.size() - news.size(), rejectedCount + news.size(), blank, batch.lastLine, news);
        }

        long done() {
            return imported + rejectedCount;
        }

        ImportReport report(Optional<ImportReport.Stop> stop) {
            return new ImportReport(imported, rejectedCount, listed, blank, stop);
        }
    }
}
