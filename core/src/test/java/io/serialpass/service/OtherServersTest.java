package io.serialpass.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.storage.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server counts how long others say nothing, and does not look at what their clocks show. */
class OtherServersTest {

    private static final ServerId ONE = new ServerId("one");
    private static final ServerId ANOTHER = new ServerId("another");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static Map<ServerId, Instant> said(Instant until) {
        return Map.of(ONE, until);
    }

    /** Looks every two seconds, while others say the same. */
    private static OtherServers look(OtherServers others, Map<ServerId, Instant> said, int seconds) {
        OtherServers last = others;
        for (int i = 0; i < seconds; i += 2) {
            last = last.next(said, last.looked().plusSeconds(2));
        }
        return last;
    }

    @Test
    void noServerIsNoReadyServer() {
        assertThat(OtherServers.first(Map.of(), NOW).areSilent()).isTrue();
    }

    @Test
    void aServerIsSilentTenSecondsAfterItsWordWasSeenFirst() {
        for (Duration ahead : new Duration[] {Duration.ofMinutes(-9), Duration.ZERO, Duration.ofDays(1)}) {
            Map<ServerId, Instant> said = said(NOW.plus(ahead));
            OtherServers others = look(OtherServers.first(said, NOW), said, 8);
            assertThat(others.areSilent()).as("%s", ahead).isFalse();
            assertThat(look(others, said, 2).areSilent()).as("%s", ahead).isTrue();
        }
    }

    @Test
    void eachNewWordCountsAndTheSilenceOfOneServerIsNotThatOfAnother() {
        Map<ServerId, Instant> early = Map.of(ONE, NOW, ANOTHER, NOW.plusSeconds(300));
        OtherServers others = look(OtherServers.first(early, NOW), early, 8);
        Map<ServerId, Instant> late = Map.of(ONE, NOW.plusSeconds(4), ANOTHER, NOW.plusSeconds(300));
        OtherServers heard = look(others, late, 10);
        assertThat(heard.areSilent()).isFalse();
        assertThat(look(heard, late, 2).areSilent()).isTrue();
    }

    /** It may have been killed days ago, and nobody is to wait for it. */
    @Test
    void aWordThatIsOlderThanClocksDifferIsOfAServerThatEnded() {
        Instant old = NOW.minus(OtherServers.APART);
        assertThat(OtherServers.first(said(old), NOW).areSilent()).isFalse();
        assertThat(OtherServers.first(said(old.minusMillis(1)), NOW).areSilent())
                .isTrue();
    }

    /** While this server was stopped or the store was away, the others could not be heard. */
    @Test
    void afterAGapTheOthersHaveTimeToSpeak() {
        OtherServers before = OtherServers.first(said(NOW), NOW);
        OtherServers after = before.next(said(NOW), NOW.plusSeconds(60));
        assertThat(after.areSilent()).isFalse();
        assertThat(look(after, said(NOW), 8).areSilent()).isFalse();
        assertThat(look(after, said(NOW), 10).areSilent()).isTrue();
    }

    @Test
    void aClockThatIsSetBackDelaysNothing() {
        OtherServers before = look(OtherServers.first(said(NOW), NOW), said(NOW), 8);
        OtherServers after = before.next(said(NOW), NOW.minusSeconds(300));
        assertThat(after.areSilent()).isFalse();
        assertThat(look(after, said(NOW), 10).areSilent()).isTrue();
    }

    @Test
    void aServerThatSpeaksComesOrGoesIsNoticed() {
        OtherServers start = OtherServers.first(said(NOW), NOW);
        assertThat(look(start, said(NOW), 4).saySameAs(start)).isTrue();
        assertThat(look(start, said(NOW.plusSeconds(4)), 4).saySameAs(start)).isFalse();
        assertThat(look(start, Map.of(), 4).saySameAs(start)).isFalse();
        assertThat(look(start, Map.of(ONE, NOW, ANOTHER, NOW), 4).saySameAs(start))
                .isFalse();
        assertThat(look(start, Map.of(ANOTHER, NOW), 4).saySameAs(start)).isFalse();
    }
}
