package io.serialpass.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A webhook is told of the events that it asks for, of its organization, from its beginning on. */
class WebhookDetailsTest {

    private static final PassTypeIdentifier TICKETS = new PassTypeIdentifier("pass.com.example.ticket");
    private static final Organization ACME = new Organization("acme");

    private static final PassEvent PASS =
            new PassEvent(EventType.PASS_CHANGED, TICKETS, List.of(new PassSerialNumber("A")), Optional.empty());

    private static final SerialNumberEvent SOLD = new SerialNumberEvent(
            EventType.SERIAL_NUMBERS_SOLD, Optional.empty(), new IdRanges(List.of(new IdRanges.Range(1, 2))));

    private static final WebhookDetails ALL = WebhookDetails.of(new WebhookUrl("https://example.com/"));

    @Test
    void withoutAChoiceItIsToldOfAllEvents() {
        assertThat(ALL.accepts(PASS)).isTrue();
        assertThat(ALL.accepts(SOLD)).isTrue();
    }

    @Test
    void itIsToldOfTheEventsThatItNamesAlone() {
        WebhookDetails details = ALL.withEvents(Set.of(EventType.PASS_CHANGED, EventType.PASS_VOIDED));
        assertThat(details.accepts(PASS)).isTrue();
        assertThat(details.accepts(SOLD)).isFalse();
        assertThat(details.events()).containsExactly(EventType.PASS_CHANGED, EventType.PASS_VOIDED);
    }

    @Test
    void itIsToldOfThePassTypeThatItNamesAlone() {
        assertThat(ALL.withPassTypeIdentifier(Optional.of(TICKETS)).accepts(PASS))
                .isTrue();
        assertThat(ALL.withPassTypeIdentifier(Optional.of(TICKETS)).accepts(SOLD))
                .isFalse();
        assertThat(ALL.withPassTypeIdentifier(Optional.of(new PassTypeIdentifier("pass.other")))
                        .accepts(PASS))
                .isFalse();
    }

    @Test
    void itIsToldOfWhatHappensFromItsBeginningOnWhileItIsOn() {
        Instant now = Instant.EPOCH;
        Webhook webhook = new Webhook(
                new WebhookId(1),
                ACME,
                ALL,
                WebhookSecrets.of(new WebhookSecret("whsec_" + "QUJD".repeat(8))),
                Optional.empty(),
                5,
                0,
                now,
                now);
        assertThat(webhook.accepts(new LoggedEvent(5, now, ACME, PASS))).isFalse();
        assertThat(webhook.accepts(new LoggedEvent(6, now, ACME, PASS))).isTrue();
        assertThat(webhook.accepts(new LoggedEvent(6, now, new Organization("other"), PASS)))
                .isFalse();
        Webhook off = webhook.switchedOff("It said so.", now);
        assertThat(off.accepts(new LoggedEvent(6, now, ACME, PASS))).isFalse();
        Webhook on = off.with(off.details().withEnabled(true), 9, now);
        assertThat(on.offReason()).isEmpty();
        assertThat(on.accepts(new LoggedEvent(9, now, ACME, PASS))).isFalse();
        assertThat(on.accepts(new LoggedEvent(10, now, ACME, PASS))).isTrue();
    }
}
