package io.serialpass.service.push;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAddress;
import io.serialpass.push.PushSender;
import io.serialpass.service.Lease;
import io.serialpass.service.Moments;
import io.serialpass.service.RepeatedTask;
import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.StorageException;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tells the devices that hold a pass when it has changed: after the change can be seen, at least once, and each push token of
 * a pass type once however many of its passes changed meanwhile. It follows the event log, so that a change and the pushes it
 * causes are one unit of work, and a kill at any time loses none. Of several servers on a store one works at a time.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PushService implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(PushService.class.getName());

    private static final LeaseName LEASE = new LeaseName("push");

    /** How long a record of a device that was not told since is kept. */
    private static final Duration LONGEST_RECORD = Duration.ofDays(60);

    /** Some forty million records a day are looked at, some milliseconds at a time. */
    private static final int TRIM_AT_ONCE = 5_000;

    private static final Duration BETWEEN_TRIMS = Duration.ofSeconds(10);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final WatchedStorage storage;
    private final Clock clock;
    private final PushSender sender;
    private final PushGates gates;
    private final PushQueue queue;
    private final PushDispatcher dispatcher;
    private Optional<Thread> thread = Optional.empty();

    /** The address that was looked at last by the thread that trims. */
    private Optional<PushAddress> trimmed = Optional.empty();

    private final RepeatedTask trimming = new RepeatedTask(
            "serialpass-push-trimmer",
            BETWEEN_TRIMS,
            this::trim,
            e -> LOGGER.log(Level.DEBUG, "Old records of pushes could not be removed; it is tried again", e));

    /**
     * Makes a service that does not work yet.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of all times
     * @param random the source of the random part of each wait
     * @param sender sends the pushes; it stays the caller's to close, after this
     * @param self this server
     */
    public PushService(WatchedStorage storage, Clock clock, RandomGenerator random, PushSender sender, ServerId self) {
        this.storage = storage;
        this.clock = clock;
        this.sender = sender;
        PushBackOff backOff = new PushBackOff(random);
        this.gates = new PushGates(sender, clock, backOff);
        Lease lease = new Lease(storage, clock, LEASE, self);
        this.queue = new PushQueue(storage, clock, PushDispatcher.CONSUMER, sender, gates);
        this.dispatcher = new PushDispatcher(
                storage, sender, gates, queue, new PushResults(clock, lease, PushDispatcher.CONSUMER, backOff), lease);
    }

    /**
     * Starts to work, on a thread of its own. All that changes from now on is told; the event log keeps it until then.
     *
     * @throws IllegalStateException if it was started before
     * @throws StorageException if the store cannot be asked how far devices were told
     */
    public synchronized void start() {
        if (thread.isPresent()) {
            throw new IllegalStateException("the pushes were started before");
        }
        queue.begin();
        Thread started = new Thread(() -> Turn.of(Share.DEVICES).run(dispatcher), "serialpass-push");
        started.setDaemon(true);
        thread = Optional.of(started);
        started.start();
        trimming.start();
    }

    /** Looks at some records, on the calling thread, and removes the old ones. All are looked at in the course of time. */
    void trim() {
        Instant before = Moments.now(clock).minus(LONGEST_RECORD);
        trimmed = storage.write(tx -> tx.pushes().trim(trimmed, before, TRIM_AT_ONCE));
    }

    /**
     * Tells why no push of a pass type is sent now. What there is to tell waits, and is not lost.
     *
     * @param type the pass type
     * @return a sentence that says why, and what to do; empty if pushes are sent
     */
    public Optional<String> whyWaiting(PassTypeIdentifier type) {
        return gates.whyShut(type);
    }

    /**
     * Gives the sender.
     *
     * @return sends the pushes
     */
    public PushSender sender() {
        return sender;
    }

    /** Ends the work. The server that works next sends the pushes under way again. */
    @Override
    public void close() {
        Optional<Thread> started;
        synchronized (this) {
            trimming.end();
            started = thread;
        }
        dispatcher.end();
        boolean interrupted = false;
        if (started.isPresent()) {
            try {
                started.get().join(LONGEST_STOP.toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
