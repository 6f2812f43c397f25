package io.serialpass.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which looks into the store threads that serve connections take, by a clock of the test's own. */
class LookPlacesTest {

    private static final int MOST = 3;
    private static final Duration QUICK = Duration.ofMillis(1);
    private static final Duration SLOW = Looks.SLOW.plusMillis(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Looks looks = new Looks(nanos::get);

    private Optional<String> look(Supplier<String> look) {
        return looks.look(Turn.of(Share.DEVICES), MOST, look);
    }

    private Optional<String> looking(Duration time) {
        return look(() -> passed(time));
    }

    private String passed(Duration time) {
        nanos.addAndGet(time.toNanos());
        return "seen";
    }

    @Test
    void soManyLookAtOnceAndNotOneMore() {
        Optional<String> seen =
                look(() -> look(() -> look(() -> looking(QUICK).isEmpty() ? "the fourth was refused" : "four at once")
                                .orElseThrow())
                        .orElseThrow());
        assertThat(seen).hasValue("the fourth was refused");
        assertThat(looking(QUICK)).hasValue("seen");
        assertThat(looks.areSlow()).isFalse();
    }

    @Test
    void whileALookTakesLongNoOtherBegins() {
        Optional<String> seen = look(() -> {
            passed(SLOW);
            assertThat(looks.areSlow()).isTrue();
            return looking(QUICK).isEmpty() ? "the second was refused" : "two at once";
        });
        assertThat(seen).hasValue("the second was refused");
    }

    @Test
    void afterASlowLookOneAtATimeTriesUntilOneIsQuick() {
        looking(SLOW);
        assertThat(looks.areSlow()).isTrue();
        Optional<String> seen = look(() -> looking(QUICK).isEmpty() ? "the second was refused" : "two at once");
        assertThat(seen).hasValue("the second was refused");
        assertThat(looks.areSlow()).isFalse();
        assertThat(look(() -> looking(QUICK).orElse("the second was refused"))).hasValue("seen");
    }

    @Test
    void afterManySlowLooksNobodyLooksForAWhile() {
        for (int i = 0; i < MOST; i++) {
            assertThat(looking(SLOW)).hasValue("seen");
        }
        assertThat(looking(QUICK)).isEmpty();
        passed(Looks.REST);
        passed(QUICK);
        assertThat(looking(SLOW)).hasValue("seen");
        assertThat(looking(QUICK)).as("the store is slow still").isEmpty();
        passed(Looks.REST);
        passed(QUICK);
        assertThat(looking(QUICK)).hasValue("seen");
        assertThat(looking(QUICK)).hasValue("seen");
    }
}
