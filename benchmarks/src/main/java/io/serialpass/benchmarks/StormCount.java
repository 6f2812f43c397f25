package io.serialpass.benchmarks;

import io.serialpass.simulator.phone.FleetStatistics;
import io.serialpass.simulator.phone.PhoneAction;
import io.serialpass.simulator.phone.PhoneEvent;
import io.serialpass.simulator.phone.PhoneListener;
import io.serialpass.simulator.web.WalletCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the calls of phones since a change. Safe for use by many threads. */
final class StormCount implements PhoneListener {

    /** A stadium has so long. */
    private static final Duration IN_TIME = Duration.ofSeconds(60);

    private final Instant change;
    private final FleetStatistics statistics = new FleetStatistics();
    private final LongAdder inTime = new LongAdder();
    private final Map<PhoneAction, Long> last = new ConcurrentHashMap<>();

    StormCount(Instant change) {
        this.change = change;
        statistics.passesChanged(change);
    }

    FleetStatistics statistics() {
        return statistics;
    }

    /** How many phones had the new pass within a minute of the change. */
    long inTime() {
        return inTime.sum();
    }

    /** How many milliseconds after the change it happened for the last time; 0 if it did not happen. */
    long last(PhoneAction action) {
        return last.getOrDefault(action, 0L);
    }

    @Override
    public void happened(PhoneEvent event) {
        Duration since = Duration.between(change, event.time());
        last.merge(event.action(), since.toMillis(), Math::max);
        if (event.action() == PhoneAction.FETCHED && since.compareTo(IN_TIME) <= 0) {
            inTime.increment();
        }
        statistics.happened(event);
    }

    @Override
    public void called(WalletCall call, int status, Duration took) {
        statistics.called(call, status, took);
    }
}
