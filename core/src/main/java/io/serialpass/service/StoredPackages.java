package io.serialpass.service;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageDelta;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * Keeps packages in the store. A phone that fetches one does not wait for the disk: packages are written a moment later, many
 * in one unit of work, by a thread of its own. At most {@value #MOST_WAITING} wait for it, and such as take a sixteenth of the
 * heap; then whoever makes one waits too.
 * {@link #close()} writes what waits; the store stays the caller's to close. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class StoredPackages implements KeptPackages {

    /** So many packages wait to be written at most. */
    public static final int MOST_WAITING = 64;

    private static final Logger LOGGER = System.getLogger(StoredPackages.class.getName());

    private static final int MOST_WAITING_KILOBYTES =
            (int) Math.min(Runtime.getRuntime().maxMemory() >> 14, 1 << 20);

    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final int MOST_TRIES = 500;

    private final Storage storage;
    private final PackageDelta delta;
    private final BlockingQueue<Made> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Semaphore kilobytesLeft = new Semaphore(MOST_WAITING_KILOBYTES);
    private final ThreadPoolExecutor writer;

    /**
     * Makes a keeper over a store.
     *
     * @param storage the store
     * @param delta makes packages small
     */
    public StoredPackages(Storage storage, PackageDelta delta) {
        this.storage = storage;
        this.delta = delta;
        // One that writes and one that waits to look again are enough, whatever comes in.
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                task -> new Thread(task, "serialpass-kept-packages"),
                new DiscardPolicy());
        writer.allowCoreThreadTimeOut(true);
    }

    /**
     * Packages of one revision have the same base.
     *
     * @param type the type
     * @param revision its revision
     */
    private record Revision(PassTypeIdentifier type, UpdateTag revision) {}

    private record Made(Revision revision, Pass pass, PackageOfVersion content) {
        /** How much of the queue the package takes. A package that is larger than the queue can still wait alone. */
        int kilobytes() {
            return Math.min(1 + (content.pkpass().length >> 10), MOST_WAITING_KILOBYTES);
        }
    }

    private record Difference(Pass pass, KeptPackage kept) {}

    @SuppressWarnings("ArrayRecordComponent") // handed on, never changed
    private record Found(KeptPackage kept, byte[] base) {}

    @Override
    public Optional<PackageOfVersion> find(PassId id, Predicate<PassVersion> wanted) {
        Optional<Found> found = forAll().call(() -> storage.read(view -> view.passes()
                .keptPackage(id)
                .filter(kept -> wanted.test(kept.version()))
                .flatMap(kept -> view.passTypes()
                        .packageBase(id.passTypeIdentifier(), kept.revision())
                        .map(base -> new Found(kept, base)))));
        return found.flatMap(one -> restored(id, one));
    }

    /** A package is read in the share of phones, whoever asks first, since phones may wait for the read of another caller. */
    private static Turn forAll() {
        return Turn.of(Share.DEVICES).by(Turn.current().organization());
    }

    private Optional<PackageOfVersion> restored(PassId id, Found found) {
        try {
            byte[] pkpass = delta.restore(found.base(), found.kept().difference());
            return Optional.of(new PackageOfVersion(found.kept().version(), pkpass));
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, "The stored package of the pass {0} cannot be used: {1}", id, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void keep(PassContent content, PackageOfVersion made) {
        if (writer.isShutdown()) {
            return;
        }
        Revision revision = new Revision(content.type().type(), content.type().revision());
        try {
            Made one = new Made(revision, content.pass(), made);
            kilobytesLeft.acquire(one.kilobytes());
            waiting.put(one);
            writer.execute(this::writeAll);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll() {
        forAll().run(this::writeBatches);
    }

    private void writeBatches() {
        List<Made> batch = new ArrayList<>();
        while (waiting.drainTo(batch) > 0) {
            try {
                write(batch);
            } catch (StorageException | IllegalArgumentException e) {
                LOGGER.log(
                        Level.WARNING,
                        "{0} packages could not be stored, and may have to be signed again: {1}",
                        batch.size(),
                        e.getMessage());
            }
            kilobytesLeft.release(batch.stream().mapToInt(Made::kilobytes).sum());
            batch.clear();
        }
    }

    private void write(List<Made> batch) {
        Map<Revision, byte[]> bases = new HashMap<>();
        List<Difference> kept = new ArrayList<>();
        for (Made made : batch) {
            byte[] base = bases.computeIfAbsent(
                    made.revision(), revision -> base(revision, made.content().pkpass()));
            PassVersion version = made.content().version();
            byte[] difference = delta.between(base, made.content().pkpass());
            kept.add(new Difference(
                    made.pass(), new KeptPackage(version, made.revision().revision(), difference)));
        }
        patiently(() -> storage.write(tx -> {
            kept.forEach(one -> tx.passes().keepPackage(one.pass(), one.kept()));
            return kept.size();
        }));
    }

    /** The base of a revision; if there is none yet, it is the package at hand. */
    private byte[] base(Revision revision, byte[] pkpass) {
        Optional<byte[]> known =
                storage.read(view -> view.passTypes().packageBase(revision.type(), revision.revision()));
        return known.orElseGet(() -> {
            patiently(() -> storage.write(tx -> {
                tx.passTypes().putPackageBase(revision.type(), revision.revision(), pkpass);
                return true;
            }));
            return storage.read(view -> view.passTypes().packageBase(revision.type(), revision.revision()))
                    .orElse(pkpass);
        });
    }

    /** Where the store is overloaded there is time: those who make packages wait meanwhile, when too many are waiting. */
    private static void patiently(Runnable write) {
        for (int tries = 1; ; tries++) {
            try {
                write.run();
                return;
            } catch (StorageOverloadedException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Writes the packages that wait. Packages that are made after this call are not kept. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            while (!writer.awaitTermination(1, TimeUnit.MINUTES)) {
                LOGGER.log(Level.INFO, "Packages are still being written to the store.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeAll();
    }
}
