package io.serialpass.service.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.organization.Organization;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookSecret;
import io.serialpass.webhook.WebhookSecrets;
import io.serialpass.webhook.WebhookUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A receiver that answers soon gets a few messages at once; one in trouble gets one at a time, and rests. */
class LineTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Organization ACME = new Organization("acme");
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Line line = new Line(new Webhook(
            new WebhookId(1),
            ACME,
            WebhookDetails.of(new WebhookUrl("https://example.com/")),
            WebhookSecrets.of(new WebhookSecret("whsec_" + "QUJD".repeat(8))),
            Optional.empty(),
            0,
            0,
            NOW,
            NOW));

    private static WebhookDelivery delivery(long id, Instant time) {
        SerialNumberEvent event = new SerialNumberEvent(
                EventType.SERIAL_NUMBERS_SOLD, Optional.empty(), new IdRanges(List.of(new IdRanges.Range(id, id))));
        return WebhookDelivery.pending(
                new DeliveryId(id),
                new WebhookId(1),
                new MessageId("m" + id),
                new LoggedEvent(id, NOW, ACME, event),
                time);
    }

    private static List<WebhookDelivery> due(long... ids) {
        return LongStream.of(ids).mapToObj(id -> delivery(id, NOW)).toList();
    }

    /** Has the receiver answer once, and soon. */
    private void answerOnce() {
        line.pick(due(1_000), 1, NOW);
        line.answered(new DeliveryId(1_000), WebhookAnswer.taken(200), SHORT, NOW);
    }

    private void fail(long id) {
        line.answered(new DeliveryId(id), WebhookAnswer.none("No."), SHORT, NOW);
    }

    @Test
    void aFewAreSentAtOnceAndTheOthersWait() {
        assertThat(line.room(NOW)).as("nothing is known of it").isEqualTo(1);
        answerOnce();
        assertThat(line.room(NOW)).isEqualTo(4);
        assertThat(line.pick(due(1, 2, 3, 4, 5), 4, NOW)).hasSize(4);
        assertThat(line.isFull()).isTrue();
        assertThat(line.room(NOW)).isZero();
        line.answered(new DeliveryId(2), WebhookAnswer.taken(200), SHORT, NOW);
        assertThat(line.room(NOW)).isEqualTo(1);
        assertThat(line.pick(due(1, 3, 4, 5), 1, NOW))
                .extracting(WebhookDelivery::id)
                .containsExactly(new DeliveryId(5));
    }

    @Test
    void whatIsDueLaterIsLookedForLater() {
        answerOnce();
        Instant later = NOW.plusSeconds(7);
        WebhookDelivery failed = delivery(1, NOW).tried(WebhookAnswer.none("No."), NOW, Optional.of(later));
        assertThat(line.pick(List.of(failed), 4, NOW)).isEmpty();
        assertThat(line.nextLook()).isEqualTo(later);
        assertThat(line.room(NOW)).isZero();
        assertThat(line.room(later)).isEqualTo(4);
        line.pick(List.of(), 4, later);
        assertThat(line.nextLook()).isEqualTo(Instant.MAX);
        line.look();
        assertThat(line.room(NOW)).isEqualTo(4);
    }

    @Test
    void aMessageThatWasNeverTriedIsDueWhateverTheClockOfItsServerSaid() {
        answerOnce();
        List<WebhookDelivery> ofAClockAhead = List.of(delivery(1, NOW.plusSeconds(300)));
        assertThat(line.pick(ofAClockAhead, 4, NOW)).isEqualTo(ofAClockAhead);
    }

    @Test
    void aReceiverThatFailsGetsOneAtATimeAndThenRests() {
        answerOnce();
        line.pick(due(1), 1, NOW);
        fail(1);
        assertThat(line.isInTrouble()).isTrue();
        assertThat(line.room(NOW)).isEqualTo(1);
        line.pick(due(2), 1, NOW);
        fail(2);
        line.pick(due(3), 1, NOW);
        fail(3);
        assertThat(line.room(NOW)).isZero();
        assertThat(line.nextLook()).isEqualTo(NOW.plusSeconds(5));
        for (int i = 4; i < 20; i++) {
            line.pick(due(i), 1, NOW);
            fail(i);
        }
        assertThat(line.nextLook()).isEqualTo(NOW.plusSeconds(60));
        line.answered(new DeliveryId(20), WebhookAnswer.taken(204), SHORT, NOW);
        assertThat(line.isInTrouble()).isFalse();
        assertThat(line.room(NOW)).isEqualTo(4);
    }

    @Test
    void aSlowReceiverGetsOneAtATime() {
        answerOnce();
        line.pick(due(1, 2), 4, NOW);
        line.answered(new DeliveryId(1), WebhookAnswer.taken(200), Duration.ofSeconds(3), NOW);
        assertThat(line.isInTrouble()).isTrue();
        assertThat(line.room(NOW)).as("one is under way yet").isZero();
        line.answered(new DeliveryId(2), WebhookAnswer.taken(200), SHORT, NOW);
        assertThat(line.room(NOW)).isEqualTo(4);
    }
}
