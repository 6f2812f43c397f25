package io.serialpass.turn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One owner does not take all that can be under way at once. */
class TurnstileTest {

    private final Turnstile<String, String> turnstile = new Turnstile<>(4, 3, 100);

    @Test
    void oneOwnerLeavesAPlaceForAnother() {
        for (int i = 1; i <= 5; i++) {
            turnstile.offer("a", "a" + i);
        }
        assertThat(turnstile.next()).contains("a1");
        assertThat(turnstile.next()).contains("a2");
        assertThat(turnstile.next()).contains("a3");
        assertThat(turnstile.next()).isEmpty();
        turnstile.offer("b", "b1");
        turnstile.offer("b", "b2");
        assertThat(turnstile.next()).contains("b1");
        assertThat(turnstile.next()).isEmpty();
        turnstile.done("a");
        assertThat(turnstile.next()).contains("a4");
        turnstile.done("a");
        assertThat(turnstile.next()).contains("b2");
    }

    @Test
    void whereOnlyOneCanBeUnderWayOwnersGoOneAfterTheOther() {
        Turnstile<String, String> one = new Turnstile<>(1, 1, 100);
        one.offer("a", "a1");
        one.offer("a", "a2");
        one.offer("b", "b1");
        assertThat(one.next()).contains("a1");
        assertThat(one.next()).isEmpty();
        one.done("a");
        assertThat(one.next()).contains("b1");
        one.done("b");
        assertThat(one.next()).contains("a2");
    }

    @Test
    void whoDoesNotWaitIsCountedToo() {
        assertThat(turnstile.tryEnter("a")).isTrue();
        assertThat(turnstile.tryEnter("a")).isTrue();
        assertThat(turnstile.tryEnter("a")).isTrue();
        assertThat(turnstile.tryEnter("a")).isFalse();
        assertThat(turnstile.tryEnter("b")).isTrue();
        assertThat(turnstile.tryEnter("c")).isFalse();
        turnstile.done("a");
        assertThat(turnstile.tryEnter("c")).isTrue();
    }

    @Test
    void whoComesLaterGoesBeforeNobodyWhoWaits() {
        assertThat(turnstile.enterBeforeNobody("a")).isTrue();
        turnstile.offer("b", "b1");
        assertThat(turnstile.enterBeforeNobody("c")).isFalse();
        assertThat(turnstile.next()).contains("b1");
        assertThat(turnstile.enterBeforeNobody("c")).isTrue();
        assertThat(turnstile.enterBeforeNobody("c")).isTrue();
        assertThat(turnstile.enterBeforeNobody("c")).isFalse();
    }

    @Test
    void whatIsUnderWayCannotBeWithdrawn() {
        turnstile.offer("a", "a1");
        turnstile.offer("a", "a2");
        assertThat(turnstile.next()).contains("a1");
        assertThat(turnstile.withdraw("a", "a1")).isFalse();
        assertThat(turnstile.withdraw("a", "a2")).isTrue();
        assertThat(turnstile.next()).isEmpty();
    }
}
