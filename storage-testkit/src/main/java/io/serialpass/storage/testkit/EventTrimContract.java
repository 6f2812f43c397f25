package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventBounds;
import io.serialpass.event.LoggedEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The oldest events go, and never one that a reader could miss without being told. */
abstract class EventTrimContract extends EventContractTest {

    EventTrimContract(String urlPattern) {
        super(urlPattern);
    }

    @Test
    void tooManyGoTheOldestFirstAFewAtATime() {
        append(1, 2, 3, 4, 5, 6);
        assertThat(trim(Instant.EPOCH, 6, 10)).isZero();
        assertThat(trim(Instant.EPOCH, 2, 3)).isEqualTo(3);
        assertThat(numbers()).containsExactly(4L, 5L, 6L);
        assertThat(trim(Instant.EPOCH, 2, 3)).isEqualTo(1);
        assertThat(trim(Instant.EPOCH, 2, 3)).isZero();
        assertThat(numbers()).containsExactly(5L, 6L);
        EventBounds bounds = bounds();
        assertThat(bounds.hasAllAfter(bounds.oldest() - 1)).isTrue();
        assertThat(bounds.hasAllAfter(bounds.oldest() - 2)).isFalse();
    }

    @Test
    void whatIsTooOldGoesTheOldestFirstAFewAtATime() {
        append(1, 2, 3, 4, 5, 6);
        assertThat(trim(T0.plusSeconds(1), 100, 10)).isZero();
        assertThat(trim(T0.plusSeconds(5), 100, 3)).isEqualTo(3);
        assertThat(trim(T0.plusSeconds(5), 100, 3)).isEqualTo(1);
        assertThat(trim(T0.plusSeconds(5), 100, 3)).isZero();
        assertThat(numbers()).containsExactly(5L, 6L);
    }

    /** Otherwise a reader between the two would miss the old one and not be told. */
    @Test
    void anOldEventStaysBehindAYoungOne() {
        append(9, 1, 2, 10);
        assertThat(trim(T0.plusSeconds(5), 100, 10)).isZero();
        assertThat(trim(T0.plusSeconds(5), 3, 10))
                .as("once it is beyond the number")
                .isEqualTo(3);
        assertThat(numbers()).containsExactly(10L);
    }

    @Test
    void whatAConsumerHasNotReadStays() {
        append(1, 2, 3, 4, 5);
        List<LoggedEvent> all = all();
        change(events -> events.putPosition(PUSH, all.get(3).position()));
        change(events -> events.putPosition(SLOW, all.get(1).position()));
        assertThat(trim(T0.plusSeconds(100), 1, 10)).isEqualTo(2);
        assertThat(numbers()).containsExactly(3L, 4L, 5L);
        change(events -> events.removeConsumer(SLOW));
        assertThat(trim(T0.plusSeconds(100), 1, 10)).isEqualTo(2);
        assertThat(numbers()).containsExactly(5L);
    }

    @Test
    void theNewestStaysAndNoPositionIsGivenTwice() {
        append(1, 2);
        long newest = all().get(1).position();
        assertThat(trim(T0.plusSeconds(100), 1, 10)).isEqualTo(1);
        assertThat(trim(T0.plusSeconds(100), 1, 10)).isZero();
        assertThat(numbers()).containsExactly(2L);
        append(3);
        assertThat(all().get(1).position()).isGreaterThan(newest);
        assertThat(trim(T0.plusSeconds(100), 100, 10)).isEqualTo(1);
    }

    @Test
    void anEmptyLogIsTrimmed() {
        assertThat(trim(T0, 1, 10)).isZero();
    }
}
