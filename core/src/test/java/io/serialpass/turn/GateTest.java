package io.serialpass.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Threads pass a gate, a few at once. */
class GateTest {

    private static final long LONG = TimeUnit.SECONDS.toNanos(60);

    @Test
    void noMoreThanTheGateLetsInHavePassedAtOnceAndEveryThreadPasses() throws Exception {
        Gate<Integer> gate = new Gate<>(3, 2);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(24);
        List<Callable<Boolean>> visits = IntStream.range(0, 24)
                .<Callable<Boolean>>mapToObj(visitor -> () -> {
                    for (int i = 0; i < 500; i++) {
                        if (!gate.enter(visitor % 4, LONG)) {
                            return false;
                        }
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        gate.leave(visitor % 4);
                    }
                    return true;
                })
                .toList();
        for (Future<Boolean> visit : threads.invokeAll(visits)) {
            assertThat(visit.get()).isTrue();
        }
        threads.shutdown();
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void whoIsNotLetInInTimeLeavesNoTrace() throws Exception {
        Gate<String> gate = new Gate<>(1, 1);
        assertThat(gate.enter("a", LONG)).isTrue();
        assertThat(gate.enter("b", 1)).isFalse();
        gate.leave("a");
        assertThat(gate.enter("c", 0)).isTrue();
    }

    @Test
    void whoIsInterruptedHasNotPassed() throws Exception {
        Gate<String> gate = new Gate<>(1, 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.enter("a", LONG)).isInstanceOf(InterruptedException.class);
        assertThat(gate.enter("b", LONG)).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gate.enter("c", LONG)).isInstanceOf(InterruptedException.class);
        gate.leave("b");
        assertThat(gate.enter("d", LONG)).isTrue();
    }
}
