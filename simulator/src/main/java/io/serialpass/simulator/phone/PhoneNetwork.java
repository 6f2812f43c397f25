package io.serialpass.simulator.phone;

import io.serialpass.simulator.web.WalletService;
import io.serialpass.wallet.PackageCheck;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What phones of one process share: their way to servers, the threads that they call on, which bound how many calls are under
 * way at once, the timer of their retries, and whoever is told what they do. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PhoneNetwork implements AutoCloseable {

    private final Clock clock;
    private final RandomGenerator random;
    private final RetryDelays retries;
    private final PhoneListener listener;
    private final Optional<String> url;
    private final Duration timeout;
    private final HttpClient client;
    private final Executor executor;
    private final PhoneTimer timer;
    private final Runnable end;
    private final PackageReading reading;
    private final Map<String, WalletService> services = new ConcurrentHashMap<>();
    private final Activity activity = new Activity();

    private PhoneNetwork(Builder builder) {
        this.clock = builder.clock;
        this.random = builder.random;
        this.retries = builder.retries;
        this.listener = builder.listener;
        this.url = builder.url;
        this.timeout = builder.timeout;
        this.reading = new PackageReading(builder.check);
        this.client = WalletService.client(builder.timeout);
        Executor given = builder.executor;
        PhoneTimer givenTimer = builder.timer;
        if (given != null && givenTimer != null) {
            this.executor = given;
            this.timer = givenTimer;
            this.end = () -> {};
        } else {
            ExecutorService threads = Executors.newFixedThreadPool(builder.concurrency, named("phones"));
            ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(named("phones-timer"));
            this.executor = threads;
            this.timer = (delay, task) -> {
                // What is scheduled ends at once: it only hands work to the threads.
                var unused = clockwork.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            };
            this.end = () -> {
                clockwork.shutdownNow();
                threads.shutdownNow();
            };
        }
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "serialpass-" + name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * Begins to make a network.
     *
     * @return a builder with a concurrency of 16, a time-out of 30 seconds, the system's clock, and no check of packages
     */
    public static Builder builder() {
        return new Builder();
    }

    Clock clock() {
        return clock;
    }

    ZoneId zone() {
        return clock.getZone();
    }

    PhoneListener listener() {
        return listener;
    }

    PackageReading reading() {
        return reading;
    }

    Activity activity() {
        return activity;
    }

    /** The service at which a pass is updated. */
    WalletService service(Optional<String> ofPass) {
        String at = url.or(() -> ofPass)
                .orElseThrow(() ->
                        new IllegalArgumentException("The pass has no webServiceURL. Give the address of its server."));
        return services.computeIfAbsent(at, text -> new WalletService(text, client, timeout));
    }

    /** When to try again; empty to give up. */
    Optional<Duration> retryAfter(int failures) {
        return failures >= retries.tries() ? Optional.empty() : Optional.of(retries.after(failures, random));
    }

    /** Runs a task on the threads of the phones, and counts it as under way. */
    void run(Runnable task) {
        activity.begin();
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    activity.end();
                }
            });
        } catch (RejectedExecutionException e) {
            // The network was closed: its phones do nothing any more.
            activity.end();
        }
    }

    /** Runs a task later, and counts it as under way until then. The task ends at once. */
    void later(Duration delay, Runnable task) {
        activity.begin();
        try {
            timer.after(delay, () -> {
                try {
                    task.run();
                } finally {
                    activity.end();
                }
            });
        } catch (RejectedExecutionException e) {
            activity.end();
        }
    }

    /**
     * Waits until no call of a phone is under way, and none will be tried again.
     *
     * @param time how long to wait at most
     * @return whether that was so before the time was over
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitQuiet(Duration time) throws InterruptedException {
        return activity.awaitNone(time);
    }

    /** Ends the threads, if they were not given. Calls under way are given up. */
    @Override
    public void close() {
        end.run();
    }

    /**
     * Makes a network. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder {

        private Clock clock = Clock.system(ZoneId.systemDefault());
        private RandomGenerator random = new java.util.Random();
        private RetryDelays retries = RetryDelays.DEFAULT;
        private PhoneListener listener = event -> {};
        private Optional<PackageCheck> check = Optional.empty();
        private Optional<String> url = Optional.empty();
        private Duration timeout = Duration.ofSeconds(30);
        private int concurrency = 16;
        private @Nullable Executor executor;
        private @Nullable PhoneTimer timer;

        private Builder() {}

        /**
         * Sets the clock, whose zone is that of the phones' logs too.
         *
         * @param given tells the time
         * @return this
         */
        public Builder clock(Clock given) {
            clock = given;
            return this;
        }

        /**
         * Sets the source of randomness.
         *
         * @param given decides a part of each delay; safe for use by many threads
         * @return this
         */
        public Builder random(RandomGenerator given) {
            random = given;
            return this;
        }

        /**
         * Sets how failed calls are tried again.
         *
         * @param given the delays
         * @return this
         */
        public Builder retries(RetryDelays given) {
            retries = given;
            return this;
        }

        /**
         * Sets who is told what phones do.
         *
         * @param given the listener
         * @return this
         */
        public Builder listener(PhoneListener given) {
            listener = given;
            return this;
        }

        /**
         * Sets how packages are checked. Without it a phone looks only at whose package it is.
         *
         * @param given looks at manifest and signature
         * @return this
         */
        public Builder check(PackageCheck given) {
            check = Optional.of(given);
            return this;
        }

        /**
         * Sets the address of the server, in place of the one in each pass.
         *
         * @param given the web service URL, without {@code /v1}
         * @return this
         */
        public Builder webServiceUrl(String given) {
            url = Optional.of(given);
            return this;
        }

        /**
         * Sets how long an answer may take.
         *
         * @param given more than none
         * @return this
         */
        public Builder timeout(Duration given) {
            timeout = given;
            return this;
        }

        /**
         * Sets how many calls may be under way at once.
         *
         * @param given 1 or more; a thread each
         * @return this
         */
        public Builder concurrency(int given) {
            concurrency = given;
            return this;
        }

        /**
         * Sets the threads and the timer, in place of own ones. They stay the caller's to end.
         *
         * @param givenExecutor runs calls; it bounds how many are under way
         * @param givenTimer runs retries
         * @return this
         */
        public Builder threads(Executor givenExecutor, PhoneTimer givenTimer) {
            executor = givenExecutor;
            timer = givenTimer;
            return this;
        }

        /**
         * Makes the network.
         *
         * @return the network
         */
        public PhoneNetwork build() {
            return new PhoneNetwork(this);
        }
    }
}
