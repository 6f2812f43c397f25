package io.serialpass.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A message is tried ten times within days, with pauses that grow. */
class RetryScheduleTest {

    private static final Optional<Duration> NOT_ASKED = Optional.empty();

    private final RetrySchedule schedule = new RetrySchedule(new Random(7));

    @Test
    void aMessageIsTriedForAboutThreeDays() {
        List<Duration> pauses = new ArrayList<>();
        for (int failed = 1; failed < RetrySchedule.mostAttempts(); failed++) {
            pauses.add(schedule.pause(failed, NOT_ASKED).orElseThrow());
        }
        assertThat(pauses).hasSize(9);
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(4_500), Duration.ofSeconds(6));
        assertThat(pauses.get(1)).isBetween(Duration.ofSeconds(270), Duration.ofMinutes(6));
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofDays(2), Duration.ofDays(4));
        assertThat(schedule.pause(RetrySchedule.mostAttempts(), NOT_ASKED)).isEmpty();
    }

    @Test
    void messagesThatFailedTogetherAreNotTriedAgainTogether() {
        List<Optional<Duration>> pauses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pauses.add(schedule.pause(2, NOT_ASKED));
        }
        assertThat(pauses.stream().distinct()).hasSizeGreaterThan(90);
    }

    @Test
    void aReceiverIsLeftAloneForAsLongAsItAsksButNotForEver() {
        assertThat(schedule.pause(1, Optional.of(Duration.ofMinutes(10)))).contains(Duration.ofMinutes(10));
        assertThat(schedule.pause(1, Optional.of(Duration.ofDays(1_000)))).contains(Duration.ofHours(24));
        assertThat(schedule.pause(1, Optional.of(Duration.ZERO)).orElseThrow())
                .as("not sooner than without")
                .isBetween(Duration.ofMillis(4_500), Duration.ofSeconds(6));
        assertThat(schedule.pause(RetrySchedule.mostAttempts(), Optional.of(Duration.ofMinutes(1))))
                .isEmpty();
    }
}
