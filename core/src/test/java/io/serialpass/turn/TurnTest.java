package io.serialpass.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.serialpass.organization.Organization;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** For whom work is done, and until when. */
class TurnTest {

    private static final Optional<Organization> ACME = Optional.of(new Organization("acme"));

    private static void awaitOver(Turn turn) {
        while (!turn.isOver()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aThreadWithoutATurnWorksForAnybodyAndHasNoDeadline() {
        assertThat(Turn.current()).isSameAs(Turn.ANYBODY);
        assertThat(Turn.ANYBODY.share()).isEqualTo(Share.ADMINISTRATION);
        assertThat(Turn.ANYBODY.isOver()).isFalse();
        assertThat(Turn.ANYBODY.whyOver()).isEmpty();
        assertThat(Turn.ANYBODY.remainingNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Turn.ANYBODY.forUnit().remainingNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aThreadHasTheInnermostTurnAndTheOuterOneAfterwards() {
        Turn outer = Turn.of(Share.ADMINISTRATION).by(ACME);
        Turn inner = Turn.of(Share.DEVICES);
        outer.run(() -> {
            assertThatThrownBy(() -> inner.run(() -> {
                        assertThat(Turn.current()).isSameAs(inner);
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThat(Turn.current()).isSameAs(outer);
        });
        assertThat(Turn.current()).isSameAs(Turn.ANYBODY);
    }

    @Test
    void aTurnIsOverAtItsDeadlineAndSaysSo() {
        assertThat(Turn.of(Share.DEVICES)
                        .until(Deadline.in(Duration.ofHours(1)))
                        .isOver())
                .isFalse();
        Turn turn = Turn.of(Share.DEVICES).until(Deadline.in(Duration.ofMillis(3)));
        awaitOver(turn);
        assertThat(turn.remainingNanos()).isLessThanOrEqualTo(0);
        assertThat(turn.whyOver().orElseThrow()).contains("longer than 3 ms").contains("Nothing was done");
        assertThat(turn.isGone()).isFalse();
    }

    @Test
    void aTurnIsOverWhenItsClientHasGoneAndSaysSo() {
        AtomicBoolean gone = new AtomicBoolean();
        Turn turn = Turn.of(Share.DEVICES).unlessGone(gone::get);
        assertThat(turn.isOver()).isFalse();
        gone.set(true);
        assertThat(turn.isOver()).isTrue();
        assertThat(turn.whyOver().orElseThrow()).contains("closed the connection");
    }

    @Test
    void whereEachUnitHasADeadlineTheTurnItselfIsNeverOver() {
        Turn turn = Turn.of(Share.ADMINISTRATION).by(ACME).eachWithin(Duration.ofMillis(1));
        Turn first = turn.forUnit();
        awaitOver(first);
        assertThat(turn.isOver()).isFalse();
        assertThat(first.organization()).isEqualTo(ACME);
        assertThat(turn.eachWithin(Duration.ofHours(1)).forUnit().isOver()).isFalse();
    }

    @Test
    void aDeadlineThatHasPassedAtOnceIsRefused() {
        assertThatThrownBy(() -> Deadline.in(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void workHasWaitedSinceItsDeadlineIsCounted() {
        assertThat(Turn.ANYBODY.waitedNanos()).isZero();
        Turn turn = Turn.of(Share.DEVICES).until(Deadline.in(Duration.ofHours(1)));
        long waited = turn.waitedNanos();
        assertThat(waited).isNotNegative();
        assertThat(turn.waitedNanos() + turn.remainingNanos())
                .isCloseTo(
                        Duration.ofHours(1).toNanos(),
                        within(Duration.ofSeconds(30).toNanos()));
        assertThat(turn.waitedNanos()).isGreaterThanOrEqualTo(waited);
    }
}
