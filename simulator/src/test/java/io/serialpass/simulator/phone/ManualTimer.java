package io.serialpass.simulator.phone;

import io.serialpass.simulator.StillClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A timer whose time a test moves, together with the clock. For one thread. */
final class ManualTimer implements PhoneTimer {

    private final StillClock clock;
    private final List<Task> tasks = new ArrayList<>();

    /** The delays that were asked for. */
    final List<Duration> delays = new ArrayList<>();

    private record Task(Instant due, Runnable run) {}

    ManualTimer(StillClock clock) {
        this.clock = clock;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        delays.add(delay);
        tasks.add(new Task(clock.instant().plus(delay), task));
    }

    /** Moves the time to each task in turn, until there is none. */
    void runAll() {
        for (Optional<Task> next = first(); next.isPresent(); next = first()) {
            tasks.remove(next.get());
            clock.advance(Duration.between(clock.instant(), next.get().due()));
            next.get().run().run();
        }
    }

    private Optional<Task> first() {
        return tasks.stream().min(Comparator.comparing(Task::due));
    }
}
