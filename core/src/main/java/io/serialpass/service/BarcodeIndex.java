package io.serialpass.service;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventType;
import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.wallet.BarcodeWalk;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps by which barcodes passes are found, in the background: it follows the event log. After a change of a whole type it walks
 * through the passes of the type, a few in each unit of work, so that no other write waits for long. A store that never had
 * this index is walked through whole; so is one whose log has lost events that this did not read. One server on a store does the work
 * at a time.
 *
 * <p>Whoever changes passes does not wait for it. So a pass is found by its barcode a moment after it was issued. Until then
 * {@link RedemptionService} does not say that a barcode is unknown. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class BarcodeIndex implements AutoCloseable {

    /** The name under which a store keeps how far the log was followed. */
    public static final ConsumerName CONSUMER = new ConsumerName("serialpass.barcodes");

    private static final Logger LOGGER = System.getLogger(BarcodeIndex.class.getName());

    private static final int EVENTS_AT_ONCE = 100;

    /** A unit of work stores the barcodes of about so many passes. One event names half of them at most. */
    private static final int PASSES_AT_ONCE = 200;

    /** How often to ask for the events of other processes. */
    private static final Duration POLL = Duration.ofSeconds(2);

    /** How long events gather while there is nothing to do: each look at them is a read of the store. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * A walk rests for so many times as long as it worked. After a change of a whole type phones are told of it, ask and fetch, and
     * that comes first.
     */
    private static final int REST = 3;

    /** After a redemption and after a push the barcodes are those of before, and a deleted pass has none. */
    private static final Set<EventType> SAME_BARCODES = EnumSet.of(
            EventType.PASS_DELETED,
            EventType.PASS_REDEEMED,
            EventType.PASS_REDEMPTION_UNDONE,
            EventType.PASS_PUSH_REQUESTED);

    private final WatchedStorage storage;
    private final PassFaces faces;
    private final Lease lease;
    private final LoopSignal loop = new LoopSignal();
    private final Runnable watcher = loop::signal;
    private final LogPosition position;
    private Optional<Thread> thread = Optional.empty();

    /**
     * Makes an index that is not kept up to date yet.
     *
     * @param storage the store, which stays the caller's to close
     * @param packager reads the barcodes of packages that are made here
     * @param check reads those of packages that were uploaded
     * @param lease says which server on the store does the work; {@link #close} releases it
     */
    public BarcodeIndex(WatchedStorage storage, PassPackager packager, PackageCheck check, Lease lease) {
        this.storage = storage;
        this.faces = new PassFaces(storage, packager, check);
        this.position = new LogPosition(storage, CONSUMER);
        this.lease = lease;
    }

    PassFaces faces() {
        return faces;
    }

    /**
     * Starts to keep the index up to date, on a thread of its own.
     *
     * @throws IllegalStateException if it was started before
     */
    public synchronized void start() {
        if (thread.isPresent()) {
            throw new IllegalStateException("the index of barcodes was started before");
        }
        Thread made = new Thread(this::run, "serialpass-barcodes");
        made.setDaemon(true);
        storage.addWatcher(watcher);
        made.start();
        thread = Optional.of(made);
    }

    private void run() {
        try {
            while (!loop.isEnded()) {
                try {
                    long begin = System.nanoTime();
                    Step step = step();
                    if (step == Step.WALKED) {
                        loop.pause(rest(System.nanoTime() - begin));
                    } else if (step == Step.NOTHING) {
                        loop.await(position.isSaved() ? POLL : LogPosition.SAVE);
                        loop.pause(GATHER);
                    }
                } catch (RuntimeException e) {
                    // The reason of a store that is not there is logged by the storage, once.
                    Level level = e instanceof StorageUnavailableException ? Level.DEBUG : Level.WARNING;
                    LOGGER.log(level, "The index of barcodes waits for a moment", e);
                    loop.pause(PAUSE);
                }
            }
            position.save();
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "Some barcodes will be read again", e);
        } catch (Error e) {
            BackgroundErrors.report(e);
        } finally {
            storage.removeWatcher(watcher);
        }
    }

    private static Duration rest(long nanosOfWork) {
        return Duration.ofNanos(Math.min(REST * nanosOfWork, PAUSE.toNanos()));
    }

    /**
     * Brings the index up to date, on the calling thread.
     *
     * @throws io.serialpass.storage.StorageException if the store cannot be read or written
     */
    public void catchUp() {
        Step last = Step.FOLLOWED;
        while (last != Step.NOTHING) {
            last = step();
        }
        position.save();
    }

    /** The next events, and the walk that goes on, of one snapshot. */
    private record Look(Batch batch, Optional<BarcodeWalk> walk) {

        /** The walk, unless the events begin walks: they may begin this one anew. */
        Optional<BarcodeWalk> sureWalk() {
            return batch.isRestart() || !batch.types().isEmpty() ? Optional.empty() : walk;
        }
    }

    /** What was done. */
    private enum Step {
        /** There was nothing to do for this server. */
        NOTHING,
        FOLLOWED,
        WALKED
    }

    /** Does the next piece of work. */
    private Step step() {
        Look look = storage.read(view -> new Look(read(view), view.barcodes().nextWalk()));
        boolean isFollowed = !look.batch().isEmpty() && follow(look.batch());
        Optional<BarcodeWalk> walk = look.sureWalk().filter(next -> lease.take());
        walk.ifPresent(this::walk);
        if (walk.isPresent()) {
            return Step.WALKED;
        }
        return isFollowed ? Step.FOLLOWED : Step.NOTHING;
    }

    /**
     * The next events, and what they name.
     *
     * @param last the position of the last of them
     * @param passes the passes that changed
     * @param types the types of which all passes may have changed
     * @param isRestart whether events are missing, so that every pass may have changed
     * @param from the position before
     */
    private record Batch(long from, long last, Set<PassId> passes, Set<PassTypeIdentifier> types, boolean isRestart) {

        boolean isEmpty() {
            return last == from && !isRestart;
        }

        /** The same with one more event. */
        Batch with(LoggedEvent event) {
            event.event()
                    .<Boolean>match(
                            changed -> !SAME_BARCODES.contains(changed.type())
                                    && passes.addAll(changed.serialNumbers().stream()
                                            .map(number -> new PassId(changed.passTypeIdentifier(), number))
                                            .toList()),
                            changed -> types.add(changed.passTypeIdentifier()),
                            registration -> false,
                            serialNumbers -> false,
                            administration -> false);
            return new Batch(from, event.position(), passes, types, isRestart);
        }
    }

    private Batch read(ReadView view) {
        Optional<LogPosition.Next> next = position.next(view);
        long from = next.map(LogPosition.Next::from).orElse(0L);
        if (next.isEmpty() || next.get().isAfterGap()) {
            return new Batch(from, view.events().bounds().newest(), Set.of(), Set.of(), true);
        }
        Batch batch = new Batch(from, from, new LinkedHashSet<>(), new LinkedHashSet<>(), false);
        for (LoggedEvent event : view.events().list(from, EVENTS_AT_ONCE)) {
            if (batch.passes().size() >= PASSES_AT_ONCE / 2) {
                break;
            }
            batch = batch.with(event);
        }
        return batch;
    }

    private boolean follow(Batch batch) {
        List<PassFaces.Read> read = batch.passes().isEmpty() ? List.of() : missing(batch.passes());
        if (read.isEmpty() && batch.types().isEmpty() && !batch.isRestart()) {
            position.moved(batch.last());
            position.saveIfDue();
            return true;
        }
        if (!lease.take()) {
            return false;
        }
        storage.write(tx -> {
            read.forEach(face -> face.store(tx));
            batch.types().forEach(type -> {
                if (tx.passTypes().find(type).isPresent()) {
                    tx.barcodes().putWalk(new BarcodeWalk(type, Optional.empty()));
                }
            });
            if (batch.isRestart()) {
                tx.barcodes().beginAllWalks();
            }
            tx.events().putPosition(CONSUMER, batch.last());
            return true;
        });
        position.stored(batch.last());
        return true;
    }

    private List<PassFaces.Read> missing(Set<PassId> ids) {
        return faces.missing(view -> ids.stream()
                        .flatMap(id -> view.passes().find(id).stream())
                        .toList())
                .faces();
    }

    private void walk(BarcodeWalk walk) {
        PassFaces.Missing missing =
                faces.missing(view -> view.barcodes().passes(walk.type(), walk.after(), PASSES_AT_ONCE));
        List<Pass> passes = missing.passes();
        storage.write(tx -> {
            missing.faces().forEach(face -> face.store(tx));
            if (passes.size() < PASSES_AT_ONCE) {
                tx.barcodes().endWalk(walk.type());
            } else {
                PassId last = passes.get(passes.size() - 1).id();
                tx.barcodes().putWalk(new BarcodeWalk(walk.type(), Optional.of(last.serialNumber())));
            }
            return true;
        });
    }

    /**
     * Tells how much of the log a snapshot has in the index.
     *
     * @param view the snapshot
     * @param known the {@link #position} before the snapshot was taken
     * @return the position up to which all changes of single passes are in the index
     */
    static long upTo(ReadView view, long known) {
        return Math.max(known, view.events().positionOf(CONSUMER).orElse(0));
    }

    /** Waits until this server has followed the log up to a position, or as long as it may; not at all before it started. */
    void await(long wanted, Duration longest) {
        if (isStarted()) {
            position.await(wanted, longest);
        }
    }

    private synchronized boolean isStarted() {
        return thread.isPresent();
    }

    /** How far this server has followed the log. All that it stored on the way can be seen by those who read from now on. */
    long position() {
        return position.reached();
    }

    /** Ends the thread after the unit of work under way. Calling it again does nothing. */
    @Override
    public void close() {
        loop.end();
        Optional<Thread> started;
        synchronized (this) {
            started = thread;
        }
        started.ifPresent(loop::endAndJoin);
        lease.release();
    }
}
