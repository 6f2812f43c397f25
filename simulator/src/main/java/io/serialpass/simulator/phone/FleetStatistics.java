package io.serialpass.simulator.phone;

import io.serialpass.simulator.web.WalletCall;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Counts what phones do, and how long it takes. Its memory does not grow. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class FleetStatistics implements PhoneListener {

    /** A longer time is counted as this one. */
    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

    private static final int DIGITS = 2;

    private final Map<PhoneAction, LongAdder> actions = new EnumMap<>(PhoneAction.class);
    private final Map<WalletCall, Histogram> calls = new EnumMap<>(WalletCall.class);
    private final Histogram newPasses = histogram();
    private final AtomicReference<@Nullable Instant> changed = new AtomicReference<>();

    /** Begins to count. */
    public FleetStatistics() {
        for (PhoneAction action : PhoneAction.values()) {
            actions.put(action, new LongAdder());
        }
        for (WalletCall call : WalletCall.values()) {
            calls.put(call, histogram());
        }
    }

    private static Histogram histogram() {
        return new ConcurrentHistogram(LONGEST_MICROS, DIGITS);
    }

    private static void record(Histogram histogram, Duration time) {
        histogram.recordValue(Math.min(LONGEST_MICROS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(time.toNanos()))));
    }

    /**
     * Says that passes change now: from now on the time to a new pass is counted from here, and what was counted before is
     * forgotten. Otherwise it is counted for each phone from when it was told, or began to ask.
     *
     * @param time the time of the change
     */
    public void passesChanged(Instant time) {
        changed.set(time);
        newPasses.reset();
    }

    @Override
    public void happened(PhoneEvent event) {
        count(event.action()).increment();
        if (event.action() == PhoneAction.FETCHED) {
            Instant mark = changed.get();
            event.since()
                    .map(told -> mark == null ? told : mark)
                    .ifPresent(begin -> record(newPasses, Duration.between(begin, event.time())));
        }
    }

    private LongAdder count(PhoneAction action) {
        return java.util.Objects.requireNonNull(actions.get(action));
    }

    private Histogram histogram(WalletCall call) {
        return java.util.Objects.requireNonNull(calls.get(call));
    }

    @Override
    public void called(WalletCall call, int status, Duration took) {
        record(histogram(call), took);
    }

    /**
     * Tells how often something happened.
     *
     * @param action what
     * @return how often, of all phones together
     */
    public long of(PhoneAction action) {
        return count(action).sum();
    }

    /**
     * Tells how long the calls of a kind took.
     *
     * @param call the kind
     * @return their number and times
     */
    public Times timesOf(WalletCall call) {
        return Times.of(histogram(call));
    }

    /**
     * Tells how long it took from a change until a phone had the new pass.
     *
     * @return the number of new passes, and the times
     */
    public Times timesToNewPass() {
        return Times.of(newPasses);
    }

    /**
     * Times of many calls.
     *
     * @param count how many
     * @param median half of them took no longer
     * @param p99 99 of 100 took no longer
     * @param longest none took longer
     * @since 0.1
     */
    public record Times(long count, Duration median, Duration p99, Duration longest) {

        private static Times of(Histogram histogram) {
            return new Times(
                    histogram.getTotalCount(),
                    micros(histogram.getValueAtPercentile(50)),
                    micros(histogram.getValueAtPercentile(99)),
                    micros(histogram.getMaxValue()));
        }

        private static Duration micros(long time) {
            return Duration.of(time, java.time.temporal.ChronoUnit.MICROS);
        }
    }
}
