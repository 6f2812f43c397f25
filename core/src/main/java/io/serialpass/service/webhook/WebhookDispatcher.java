package io.serialpass.service.webhook;

import io.serialpass.service.LoopSignal;
import io.serialpass.service.Moments;
import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookCall;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookSender;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Delivers messages to the webhooks of a store, on one thread that waits for no receiver. It follows the event log, puts
 * messages up in the store, has them sent, and stores the results. A message is sent again after a crash unless its answer was
 * stored: it is delivered at least once. One dispatcher at a time works for a store. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class WebhookDispatcher implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(WebhookDispatcher.class.getName());

    /** How often to look for changes of other processes. */
    private static final Duration POLL = Duration.ofSeconds(2);

    /** How long events gather while no webhook asks for any: each look at them costs reads of the store. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final WatchedStorage storage;
    private final Clock clock;
    private final WebhookSender sender;
    private final BooleanSupplier mayWork;
    private final Distribution distribution;
    private final Lines lines;
    private final Results results;
    private final Trimming trimming;
    private final LoopSignal loop = new LoopSignal();
    private final Runnable watcher = loop::signal;
    private final Thread thread;

    /** Answers that the store does not have yet. Of the thread alone. */
    private final List<Attempt> unstored = new ArrayList<>();

    private long refreshedAt = System.nanoTime() - POLL.toNanos();
    private Duration pause = FIRST_PAUSE;

    private final List<Attempt> answered = new ArrayList<>();
    private boolean changed;

    /**
     * Makes a dispatcher that has not started.
     *
     * @param storage the store; the caller closes it
     * @param clock tells when messages are due
     * @param random the source of names of messages, and of how much longer or shorter a pause is
     * @param sender sends messages; it stays the caller's to close
     * @param limits how many deliveries are kept
     * @param mayWork tells whether this dispatcher is the one that works for the store; it is asked often, and must answer at once
     */
    public WebhookDispatcher(
            WatchedStorage storage,
            Clock clock,
            SecureRandom random,
            WebhookSender sender,
            WebhookLimits limits,
            BooleanSupplier mayWork) {
        this.storage = storage;
        this.clock = clock;
        this.sender = sender;
        this.mayWork = mayWork;
        this.distribution = new Distribution(storage, clock, random);
        this.lines = new Lines(storage, sender.mostUnderWay());
        this.results = new Results(storage, random);
        this.trimming = new Trimming(storage, clock, limits);
        this.thread = new Thread(this::run, "serialpass-webhooks");
        thread.setDaemon(true);
    }

    /** Starts to deliver. If the sender is off, nothing is started, and all stays in the store. */
    public void start() {
        if (sender.isOn()) {
            storage.addWatcher(watcher);
            thread.start();
        }
    }

    /** Says that webhooks or deliveries have changed, so that there may be something to do. */
    public synchronized void changed() {
        changed = true;
        loop.signal();
    }

    private void run() {
        try {
            while (!loop.isEnded()) {
                try {
                    turn();
                    pause = FIRST_PAUSE;
                } catch (RuntimeException e) {
                    failed(e);
                }
            }
            endQuietly();
        } catch (Error e) {
            BackgroundErrors.report(e);
        } finally {
            storage.removeWatcher(watcher);
        }
    }

    private void turn() {
        storeAnswers();
        if (!mayWork.getAsBoolean()) {
            lines.rest();
            loop.await(POLL);
            return;
        }
        refresh();
        Distribution.Step step = distribution.step();
        trimming.added(step.messages());
        lines.look(step.messages().keySet());
        trimming.trim(lines.webhooks());
        lines.start(Moments.now(clock)).forEach(this::send);
        if (!step.isMore()) {
            loop.await(untilNext());
            if (step.messages().isEmpty() && lines.isQuiet()) {
                loop.pause(GATHER);
            }
        }
    }

    private void refresh() {
        boolean isDue = System.nanoTime() - refreshedAt >= POLL.toNanos();
        if (takeChanged() || isDue) {
            refreshedAt = System.nanoTime();
            lines.refresh();
        }
    }

    private synchronized boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    private Duration untilNext() {
        Instant next = lines.next();
        Instant now = clock.instant();
        if (!next.isAfter(now)) {
            return Duration.ZERO;
        }
        return next.isBefore(now.plus(POLL)) ? Duration.between(now, next) : POLL;
    }

    private void send(Lines.Start start) {
        WebhookDelivery delivery = start.delivery();
        Instant time = Moments.now(clock);
        long begin = System.nanoTime();
        var unused = sender.send(new WebhookCall(
                        start.webhook().details().url(),
                        delivery.message(),
                        time,
                        start.webhook().secrets().validAt(time),
                        Optional.of(delivery.event())))
                .handle((answer, error) -> {
                    WebhookAnswer known =
                            answer != null ? answer : WebhookAnswer.none("The message could not be sent: " + error);
                    answered(new Attempt(delivery, known, time, Duration.ofNanos(System.nanoTime() - begin)));
                    return known;
                });
    }

    private synchronized void answered(Attempt attempt) {
        answered.add(attempt);
        loop.signal();
    }

    private void storeAnswers() {
        synchronized (this) {
            unstored.addAll(answered);
            answered.clear();
        }
        if (!unstored.isEmpty()) {
            // The next attempt and the receiver's rest count from one time: nobody sees the one without the other.
            Instant now = Moments.now(clock);
            results.store(unstored, now);
            unstored.forEach(attempt -> lines.answered(attempt, now));
            if (unstored.stream().anyMatch(attempt -> attempt.answer().isGone())) {
                changed();
            }
            unstored.clear();
        }
    }

    private void failed(RuntimeException e) {
        // The reason of a store that is not there is logged by the storage, once.
        Level level = e instanceof StorageUnavailableException ? Level.DEBUG : Level.WARNING;
        LOGGER.log(level, "The delivery of webhooks waits for " + pause.toMillis() + " ms", e);
        loop.pause(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void endQuietly() {
        try {
            storeAnswers();
            distribution.save();
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "Some messages of webhooks will be sent again", e);
        }
    }

    /**
     * Ends the work once the unit of work that is under way is done. It waits for no receiver: what is not answered is sent
     * again.
     */
    @Override
    public void close() {
        loop.endAndJoin(thread);
    }
}
