package io.serialpass.service.push;

import io.serialpass.event.ConsumerName;
import io.serialpass.push.PushSender;
import io.serialpass.push.PushWalk;
import io.serialpass.service.Lease;
import io.serialpass.service.LoopSignal;
import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.StorageUnavailableException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Tells devices, on the thread that runs this. A few batches are under way at once, and are stored in the order in which they
 * were read: after a kill, what was under way is told again, and nothing is left out.
 */
final class PushDispatcher implements Runnable {

    private static final Logger LOGGER = System.getLogger(PushDispatcher.class.getName());

    /** The consumer of the event log. */
    static final ConsumerName CONSUMER = new ConsumerName("push");

    private static final int MOST_BATCHES = 4;

    /** How often to look for the events and the end of other servers, and for attempts that are due. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** How long events gather while nobody is to be told of them: each look at them costs reads of the store. */
    private static final Duration GATHER = Duration.ofMillis(20);

    /** How often to store a position before which nobody was to be told: each time is a write. */
    private static final Duration SAVE = Duration.ofSeconds(1);

    private static final Duration WITHOUT_LEASE = Duration.ofSeconds(4);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final WatchedStorage storage;
    private final PushSender sender;
    private final PushGates gates;
    private final PushQueue queue;
    private final PushResults results;
    private final Lease lease;

    private final Semaphore slots;
    private final Deque<PushBatch> underWay = new ArrayDeque<>();

    /** Events of which nobody is to be told. They lie behind all that is under way, and are stored a little later. */
    private Optional<PushBatch> passedOver = Optional.empty();

    private long savedAt = System.nanoTime();

    private boolean hasWork;
    private String failure = "";

    private final LoopSignal loop = new LoopSignal();

    PushDispatcher(
            WatchedStorage storage,
            PushSender sender,
            PushGates gates,
            PushQueue queue,
            PushResults results,
            Lease lease) {
        this.storage = storage;
        this.sender = sender;
        this.gates = gates;
        this.queue = queue;
        this.results = results;
        this.lease = lease;
        this.slots = new Semaphore(sender.mostUnderWay());
    }

    @Override
    public void run() {
        Runnable watcher = loop::signal;
        storage.addWatcher(watcher);
        try {
            while (!loop.isEnded()) {
                step();
            }
            storeWhatIsDone();
        } catch (Error e) {
            BackgroundErrors.report(e);
        } finally {
            storage.removeWatcher(watcher);
            lease.release();
        }
    }

    private void step() {
        try {
            if (!lease.take()) {
                forget();
                loop.pause(WITHOUT_LEASE);
                return;
            }
            if (!hasWork) {
                queue.restart();
                hasWork = true;
            }
            tellSome();
            failure = "";
        } catch (StorageUnavailableException e) {
            // The storage logs the reason once: not all that meet it do so again.
            LOGGER.log(Level.DEBUG, "Devices are not told while the store is not there", e);
            forget();
            loop.pause(AFTER_FAILURE);
        } catch (RuntimeException e) {
            if (!failure.equals(String.valueOf(e.getMessage()))) {
                LOGGER.log(Level.ERROR, "Devices are not told for now", e);
                failure = String.valueOf(e.getMessage());
            }
            forget();
            loop.pause(AFTER_FAILURE);
        }
    }

    /** The server that works next begins with the stored position. */
    private void forget() {
        underWay.clear();
        passedOver = Optional.empty();
        hasWork = false;
    }

    private void tellSome() {
        Optional<PushBatch> next = underWay.size() < MOST_BATCHES ? queue.next() : Optional.empty();
        if (next.filter(PushBatch::isIdle).isPresent()) {
            passedOver = next;
            if (queue.isAtEnd()) {
                loop.pause(GATHER);
            }
        } else {
            next.ifPresent(this::begin);
        }
        while (!underWay.isEmpty() && underWay.getFirst().isDone()) {
            store(underWay.removeFirst());
        }
        if (System.nanoTime() - savedAt >= SAVE.toNanos()) {
            storePassedOver();
        }
        if (next.isEmpty()) {
            loop.await(POLL);
        }
    }

    private void begin(PushBatch batch) {
        if (batch.position().isPresent()) {
            // Its own position lies behind theirs.
            passedOver = Optional.empty();
        }
        underWay.add(batch);
        send(batch);
    }

    private void storePassedOver() {
        if (underWay.isEmpty() && passedOver.isPresent()) {
            PushBatch batch = passedOver.get();
            passedOver = Optional.empty();
            store(batch);
        }
    }

    private void send(PushBatch batch) {
        for (int i = 0; i < batch.targets().size(); i++) {
            PushTarget target = batch.targets().get(i);
            if (loop.isEnded() || !gates.pass(target.type()) || !takeSlot()) {
                batch.leftOut();
                continue;
            }
            int index = i;
            var unused = sender.send(target.type(), target.token()).whenComplete((answer, error) -> {
                slots.release();
                if (answer == null) {
                    batch.leftOut();
                } else {
                    gates.learn(target.type(), answer);
                    batch.answered(index, answer);
                }
                if (batch.isDone()) {
                    loop.signal();
                }
            });
        }
    }

    /** Waits until fewer pushes are under way. The lease is kept meanwhile. */
    private boolean takeSlot() {
        try {
            while (!slots.tryAcquire(1, TimeUnit.SECONDS)) {
                if (loop.isEnded() || !lease.take()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            end();
            return false;
        }
    }

    private void store(PushBatch batch) {
        Optional<List<PushWalk>> walks = storage.write(tx -> results.store(tx, batch));
        savedAt = System.nanoTime();
        if (walks.isPresent()) {
            queue.stored(batch, walks.get());
        } else {
            forget();
        }
    }

    /** At the end nobody waits for answers. A push without an answer is sent again by the server that works next. */
    private void storeWhatIsDone() {
        try {
            for (PushBatch batch : underWay) {
                store(batch);
            }
            underWay.clear();
            storePassedOver();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "Some devices will be told again: {0}", e.getMessage());
        }
    }

    /** Ends the loop, whatever it waits for. */
    void end() {
        loop.end();
    }
}
