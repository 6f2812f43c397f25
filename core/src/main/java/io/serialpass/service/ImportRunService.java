package io.serialpass.service;

import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportProgress;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.inventory.ImportRunSort;
import io.serialpass.inventory.ImportRunState;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.turn.Turn;
import io.serialpass.turn.Turnstile;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Runs imports in the background, each on a thread of its own, so that a client that sent a file need not wait. How far a run has
 * come is stored in the unit of work that keeps its rows, so its counts are true after any kill. A run belongs to the server that has
 * its file. That server has a {@link Lease} for it. If the server ends, itself or another server on the store tells that the run
 * stopped, and how far it has come.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ImportRunService implements AutoCloseable {

    /** How many imports a server runs at once. */
    public static final int MOST_AT_ONCE = 3;

    /** How many imports of one organization a server runs at once. */
    public static final int MOST_OF_ONE = 2;

    /** How long a run is listed after its begin. */
    public static final Duration KEPT = Duration.ofDays(90);

    /** How many runs of an organization are listed; older ones go, but none that runs. */
    public static final int MOST_KEPT = 100;

    private static final Logger LOGGER = System.getLogger(ImportRunService.class.getName());

    /** More than are added at once, so that old runs become fewer. */
    private static final int TRIMMED_AT_ONCE = 4;

    /** Often enough to renew the leases. */
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Much longer than a batch takes. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(10);

    private final Storage storage;
    private final Clock clock;
    private final SerialNumberImport imports;
    private final ServerId self;
    private final Turnstile<Organization, ImportRunId> room = new Turnstile<>(MOST_AT_ONCE, MOST_OF_ONE, 1);
    private final Map<ImportRunId, Work> underWay = new ConcurrentHashMap<>();
    private final LoopSignal closing = new LoopSignal();

    /** The runs that this server does not work on, each with the look for its server. */
    private final Map<ImportRunId, Lease> others = new HashMap<>();

    private final RepeatedTask watch = new RepeatedTask(
            "serialpass-imports",
            BETWEEN,
            this::watch,
            e -> LOGGER.log(Level.DEBUG, "The imports could not be looked after; it is tried again", e));

    /** This server was silent for so long that another one has ended its run. */
    private static final class TakenForDeadException extends StorageException {
        private static final long serialVersionUID = 1;

        TakenForDeadException() {
            super("another server has taken this one for dead, and has ended the import");
        }
    }

    /** A run that this server works on. */
    private static final class Work {
        private final ImportRun run;
        private final Lease lease;
        private final ImportSource source;
        private final CountDownLatch done = new CountDownLatch(1);

        Work(ImportRun run, Lease lease, ImportSource source) {
            this.run = run;
            this.lease = lease;
            this.source = source;
        }
    }

    /**
     * Makes a service that runs nothing yet.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param imports imports the rows
     * @param self the server
     */
    public ImportRunService(Storage storage, Clock clock, SerialNumberImport imports, ServerId self) {
        this.storage = storage;
        this.clock = clock;
        this.imports = imports;
        this.self = self;
    }

    /**
     * Starts to look, every few seconds and on a thread of its own, for runs whose server has ended, and to say that those of this
     * server go on.
     *
     * @throws IllegalStateException if it was started before
     */
    public void start() {
        watch.start();
    }

    /**
     * Tells whether {@link #begin} would begin a run now. Another caller can come first.
     *
     * @param organization whose run
     * @return false if too many run already
     */
    public boolean hasRoom(Organization organization) {
        return room.hasRoom(organization);
    }

    /**
     * Begins a run. It works in the {@linkplain Turn#current() turn} of the calling thread, but goes on when the client of that turn
     * has gone.
     *
     * @param organization the owner of the rows
     * @param file what the list of runs tells of the file
     * @param source the rows; this service closes it in any case
     * @return the run; empty, and nothing was done, if too many run already
     * @throws StorageException if the store cannot be written
     */
    public Optional<ImportRun> begin(Organization organization, ImportFile file, ImportSource source) {
        if (!room.tryEnter(organization)) {
            source.close();
            return Optional.empty();
        }
        List<ImportRunId> given = new ArrayList<>();
        Optional<Work> begun = Optional.empty();
        try {
            Work work = storage.write(tx -> begin(tx, organization, file, source, given));
            Turn turn = Turn.current().unlessGone(closing::isEnded);
            Thread thread = new Thread(
                    () -> work(work, turn), "serialpass-import-" + work.run.id().value());
            thread.setDaemon(true);
            thread.start();
            begun = Optional.of(work);
            return Optional.of(work.run);
        } finally {
            Optional<ImportRunId> kept = begun.map(work -> work.run.id());
            given.stream().filter(id -> !kept.equals(Optional.of(id))).forEach(underWay::remove);
            if (begun.isEmpty()) {
                source.close();
                room.done(organization);
            }
        }
    }

    /** The run is known to be of this server before anybody can see it in the store. */
    private Work begin(
            WriteTransaction tx,
            Organization organization,
            ImportFile file,
            ImportSource source,
            List<ImportRunId> given) {
        Instant now = Moments.now(clock);
        ImportRun run = tx.imports().insert(organization, file, now);
        tx.imports().trim(organization, MOST_KEPT, now.minus(KEPT), TRIMMED_AT_ONCE);
        Work work = new Work(run, lease(run.id()), source);
        given.add(run.id());
        underWay.put(run.id(), work);
        work.lease.take(tx);
        return work;
    }

    private static LeaseName leaseName(ImportRunId id) {
        return new LeaseName("import." + id.value());
    }

    private Lease lease(ImportRunId id) {
        return new Lease(storage, clock, leaseName(id), self);
    }

    private void work(Work work, Turn turn) {
        try {
            UnaryOperator<ImportRun> ending = turn.call(() -> run(work));
            work.source.close();
            turn.unlessGone(() -> false).run(() -> end(work, ending));
        } catch (Error e) {
            BackgroundErrors.report(e);
        } finally {
            work.source.close();
            underWay.remove(work.run.id());
            room.done(work.run.organization());
            work.done.countDown();
        }
    }

    /** Imports the rows, and tells how the stored run ends. */
    private UnaryOperator<ImportRun> run(Work work) {
        try {
            ImportReport report = imports.run(
                    work.run.organization(), work.source.rows(), (tx, soFar) -> note(tx, work, soFar), done -> {});
            return report.stop().isEmpty() ? stored -> done(stored, work, report) : stopped(report);
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.WARNING, "The file of the import {0} cannot be read: {1}", id(work), e.getMessage());
            return stored -> ended(
                    stored, ImportRunState.FAILED, "The server could not read the file that was sent to its end.");
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "The import " + id(work) + " failed", e);
            return stored -> ended(stored, ImportRunState.FAILED, "The import failed. The server's log has more.");
        }
    }

    private static String id(Work work) {
        return String.valueOf(work.run.id().value());
    }

    private void note(WriteTransaction tx, Work work, SerialNumberImport.SoFar soFar) {
        work.lease.take(tx);
        ImportProgress progress = new ImportProgress(
                soFar.imported(),
                soFar.rejected(),
                soFar.blank(),
                soFar.lastLine(),
                work.source.bytesRead(),
                work.source.passedOver());
        if (!tx.imports().update(work.run.at(progress))) {
            throw new TakenForDeadException();
        }
        tx.imports().addRejected(work.run.id(), soFar.news());
    }

    /** At the end of the file. Rows without any value can follow the last batch. */
    private ImportRun done(ImportRun stored, Work work, ImportReport report) {
        return stored.at(new ImportProgress(
                        report.imported(),
                        report.rejectedCount(),
                        report.blank(),
                        stored.progress().lastLine(),
                        work.run.file().bytes(),
                        work.source.passedOver()))
                .done(Moments.now(clock));
    }

    private UnaryOperator<ImportRun> stopped(ImportReport report) {
        if (closing.isEnded()) {
            return stored ->
                    ended(stored, ImportRunState.STOPPED, "The server was stopped before the import was done.");
        }
        report.stop().ifPresent(ImportRunService::log);
        String sentences = report.whyStopped().orElseThrow();
        return stored -> stored.ended(ImportRunState.FAILED, sentences, Moments.now(clock));
    }

    private static void log(ImportReport.Stop stop) {
        if (stop.cause() instanceof TakenForDeadException taken) {
            LOGGER.log(Level.WARNING, "An import stopped, since {0}.", taken.getMessage());
        } else if (stop.isFault()) {
            LOGGER.log(Level.ERROR, "An import stopped", stop.cause());
        }
    }

    private ImportRun ended(ImportRun stored, ImportRunState how, String why) {
        ImportProgress progress = stored.progress();
        String rest = progress.lastLine() == 0
                ? " No row was imported. Import the file again."
                : " " + progress.imported() + " rows were kept. Import the rows again that begin after line "
                        + progress.lastLine() + ".";
        return stored.ended(how, why + rest, Moments.now(clock));
    }

    /** Stores the end of a run. While the store cannot be written, this waits for it, for as long as the server runs. */
    private void end(Work work, UnaryOperator<ImportRun> ending) {
        while (true) {
            try {
                storage.write(tx -> end(tx, work.run, ending));
                return;
            } catch (StorageException e) {
                if (closing.isEnded()) {
                    LOGGER.log(
                            Level.WARNING,
                            "The end of the import {0} could not be stored. A server on this store tells later that it stopped: {1}",
                            id(work),
                            e.getMessage());
                    return;
                }
                LOGGER.log(Level.DEBUG, "The end of an import could not be stored; it is tried again", e);
                closing.pause(PAUSE);
            }
        }
    }

    private boolean end(WriteTransaction tx, ImportRun run, UnaryOperator<ImportRun> ending) {
        tx.servers().releaseLease(leaseName(run.id()), self);
        return tx.imports()
                .find(run.organization(), run.id())
                .filter(stored -> stored.isRunning() && tx.imports().update(ending.apply(stored)))
                .isPresent();
    }

    /**
     * Says that the runs of this server go on, and ends those whose servers are silent, on the calling thread. This is for one thread
     * at a time.
     *
     * @throws StorageException if the store cannot be read or written
     */
    public void watch() {
        for (Work work : underWay.values()) {
            work.lease.take();
        }
        List<ImportRun> running = storage.read(view -> view.imports().running());
        others.keySet().retainAll(running.stream().map(ImportRun::id).toList());
        for (ImportRun run : running) {
            if (!underWay.containsKey(run.id())) {
                endIfSilent(run);
            }
        }
    }

    private void endIfSilent(ImportRun run) {
        Lease lease = others.computeIfAbsent(run.id(), this::lease);
        boolean isEnded = storage.write(tx -> lease.take(tx)
                && end(
                        tx,
                        run,
                        stored -> ended(
                                stored,
                                ImportRunState.STOPPED,
                                "The server that ran the import ended before it was done.")));
        if (isEnded) {
            LOGGER.log(
                    Level.WARNING,
                    "The import {0} of {1} stopped, since the server that ran it ended.",
                    String.valueOf(run.id().value()),
                    run.organization().name());
        }
    }

    /**
     * Finds a run.
     *
     * @param organization whose
     * @param id its id
     * @return the run with its rejected rows; empty where the organization has none such
     */
    public Optional<ImportRunDetails> find(Organization organization, ImportRunId id) {
        return storage.read(view -> view.imports()
                .find(organization, id)
                .map(run -> new ImportRunDetails(run, view.imports().rejected(id))));
    }

    /**
     * Lists the runs of an organization.
     *
     * @param organization whose
     * @param listing order and page
     * @return the page asked for
     */
    public Page<ImportRun> list(Organization organization, Listing<ImportRunSort> listing) {
        return storage.read(view -> view.imports().list(new ImportRunQuery(organization, listing)));
    }

    /**
     * Waits until a run of this server has ended. It does not wait for one of another server. An interrupt of the caller is kept.
     *
     * @param id its id
     * @param longest how long to wait at most
     */
    public void await(ImportRunId id, Duration longest) {
        Optional<Work> work = Optional.ofNullable(underWay.get(id));
        if (work.isPresent()) {
            try {
                boolean unused = work.get().done.await(longest.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Ends the runs after the batch under way, and stores how far they have come. This waits for it, but not for long. Calling it
     * again does nothing.
     */
    @Override
    public void close() {
        closing.end();
        watch.end();
        long begin = System.nanoTime();
        for (Work work : List.copyOf(underWay.values())) {
            await(work.run.id(), LONGEST_CLOSE.minusNanos(System.nanoTime() - begin));
        }
    }
}
