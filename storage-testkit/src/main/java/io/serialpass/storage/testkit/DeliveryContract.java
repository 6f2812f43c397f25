package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.event.Event;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.WebhookWriter.Trimmed;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliveryScope;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Deliveries: kept as they were stored, given out in order, and removed when they are too many. */
abstract class DeliveryContract extends WebhookContractTest {

    private static final Instant SOON = T0.plusSeconds(5);

    private final boolean durable;

    DeliveryContract(String urlPattern) {
        super(urlPattern);
        this.durable = urlPattern.contains(StorageUnderTest.DIRECTORY);
    }

    @Test
    void aDeliveryIsFoundAsItWasStored() {
        Webhook webhook = addWebhook();
        Webhook other = addWebhook();
        WebhookDelivery delivery = put(webhook, ofPasses("A", "B"));
        assertThat(delivery.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(delivery.nextAttempt()).contains(T0);
        assertThat(find(delivery)).contains(delivery);
        WebhookDelivery failed = failed(delivery, SOON);
        assertThat(find(delivery)).contains(failed);
        assertThat(failed.state()).isEqualTo(DeliveryState.FAILED);
        WebhookDelivery givenUp = givenUp(failed);
        assertThat(find(delivery)).contains(givenUp);
        assertThat(givenUp.attempts()).isEqualTo(2);
        assertThat(find(other.id(), delivery.id())).as("of another webhook").isEmpty();
        assertThat(find(webhook.id(), new DeliveryId(99))).isEmpty();
    }

    @Test
    void theOneThatIsDueFirstIsUpcomingFirst() {
        Webhook webhook = addWebhook();
        WebhookDelivery a = put(webhook, ofPasses("A"));
        WebhookDelivery b = put(webhook, ofPasses("B"));
        WebhookDelivery c = put(webhook, ofPasses("C"), T0.minusSeconds(1));
        put(addWebhook(), ofPasses("D"));
        assertThat(upcoming(webhook)).containsExactly(c, a, b);
        WebhookDelivery later = failed(a, SOON);
        assertThat(upcoming(webhook)).containsExactly(c, b, later);
        assertThat(upcoming(webhook, 2)).containsExactly(c, b);
    }

    @Test
    void aPassWaitsUntilWhatCameBeforeIsDeliveredOrGivenUp() {
        Webhook webhook = addWebhook();
        WebhookDelivery first = put(webhook, ofPasses("A"));
        WebhookDelivery second = put(webhook, ofPasses("A"));
        WebhookDelivery third = put(webhook, ofPasses("A"));
        WebhookDelivery other = put(webhook, ofPasses("B"));
        assertThat(upcoming(webhook)).containsExactly(first, other);
        WebhookDelivery failed = failed(first, SOON);
        assertThat(upcoming(webhook)).containsExactly(other, failed);
        delivered(failed);
        assertThat(upcoming(webhook)).containsExactly(second, other);
        givenUp(second);
        assertThat(upcoming(webhook)).containsExactly(third, other);
    }

    @Test
    void aPassOfAnotherWebhookDoesNotWait() {
        Webhook one = addWebhook();
        Webhook other = addWebhook();
        put(one, ofPasses("A"));
        WebhookDelivery delivery = put(other, ofPasses("A"));
        assertThat(upcoming(other)).containsExactly(delivery);
    }

    @Test
    void anEventOfManyPassesWaitsForEachOfThem() {
        Webhook webhook = addWebhook();
        WebhookDelivery a = put(webhook, ofPasses("A"));
        WebhookDelivery b = put(webhook, ofPasses("B"));
        WebhookDelivery both = put(webhook, ofPasses("A", "B", "C"));
        WebhookDelivery c = put(webhook, ofPasses("C"));
        assertThat(upcoming(webhook)).containsExactly(a, b);
        delivered(b);
        assertThat(upcoming(webhook)).containsExactly(a);
        delivered(a);
        assertThat(upcoming(webhook)).containsExactly(both);
        delivered(both);
        assertThat(upcoming(webhook)).containsExactly(c);
    }

    @Test
    void anEventOfAllPassesOfATypeWaitsForEachAndEachForIt() {
        Webhook webhook = addWebhook();
        WebhookDelivery a = put(webhook, ofPasses("A"));
        WebhookDelivery all = put(webhook, ofType());
        WebhookDelivery b = put(webhook, ofPasses("B"));
        WebhookDelivery inventory = put(webhook, ofIds(1, 3));
        assertThat(upcoming(webhook)).containsExactly(a, inventory);
        delivered(a);
        assertThat(upcoming(webhook)).containsExactly(all, inventory);
        delivered(all);
        assertThat(upcoming(webhook)).containsExactly(b, inventory);
    }

    @Test
    void serialNumbersAreInOrderToo() {
        Webhook webhook = addWebhook();
        WebhookDelivery few = put(webhook, ofIds(1, 3));
        WebhookDelivery same = put(webhook, ofIds(3, 5));
        WebhookDelivery many = put(webhook, ofIds(1, 1_000_000));
        assertThat(upcoming(webhook)).containsExactly(few, many);
        delivered(few);
        assertThat(upcoming(webhook)).containsExactly(same, many);
    }

    @Test
    void oneThatIsSentAgainWaitsForNone() {
        Webhook webhook = addWebhook();
        WebhookDelivery first = delivered(put(webhook, ofPasses("A")));
        WebhookDelivery second = put(webhook, ofPasses("A"));
        WebhookDelivery again = store(first.again(SOON));
        WebhookDelivery third = put(webhook, ofPasses("B"));
        assertThat(upcoming(webhook)).containsExactly(second, third, again);
        delivered(again);
        assertThat(upcoming(webhook)).containsExactly(second, third);
    }

    @Test
    void deliveriesAreListedByStateAndTime() {
        Webhook webhook = addWebhook();
        WebhookDelivery a = put(webhook, ofPasses("A"), T0);
        WebhookDelivery b = delivered(put(webhook, ofPasses("B"), T0.plusSeconds(1)));
        WebhookDelivery c = put(webhook, ofPasses("C"), T0.plusSeconds(2));
        put(addWebhook(), ofPasses("D"));
        assertThat(deliveries(webhook, Optional.empty())).containsExactly(a, b, c);
        assertThat(deliveries(webhook, Optional.of(DeliveryState.PENDING))).containsExactly(a, c);
        assertThat(deliveries(webhook, Optional.of(DeliveryState.GIVEN_UP))).isEmpty();
        Page<WebhookDelivery> newest = read(view -> view.webhooks()
                .deliveries(new DeliveryQuery(
                        webhook.id(),
                        Optional.empty(),
                        TimeRange.any().notBefore(T0.plusSeconds(1)),
                        new Listing<>(DeliverySort.DATE_CREATED, SortOrder.DESC, PageRequest.first(1)))));
        assertThat(newest.rows()).containsExactly(c);
        assertThat(newest.total()).hasValue(2);
        assertThat(newest.next()).isPresent();
    }

    @Test
    void whatIsTooOldIsRemoved() {
        Webhook webhook = addWebhook();
        delivered(put(webhook, ofPasses("A"), T0));
        put(webhook, ofPasses("A"), T0.plusSeconds(1));
        WebhookDelivery kept = put(webhook, ofPasses("A"), T0.plusSeconds(2));
        assertThat(trim(webhook, T0, 9, 9)).isEqualTo(new Trimmed(0, 0));
        assertThat(trim(webhook, T0.plusSeconds(2), 9, 9)).isEqualTo(new Trimmed(2, 1));
        assertThat(deliveries(webhook, Optional.empty())).containsExactly(kept);
        assertThat(upcoming(webhook)).as("it waits for none any more").containsExactly(kept);
    }

    @Test
    void ofTooManyTheFinishedOnesGoFirst() {
        Webhook webhook = addWebhook();
        WebhookDelivery first = put(webhook, ofPasses("A"));
        WebhookDelivery second = put(webhook, ofPasses("A"));
        delivered(put(webhook, ofPasses("B")));
        givenUp(put(webhook, ofPasses("C")));
        assertThat(trim(webhook, T0, 2, 1)).isEqualTo(new Trimmed(1, 0));
        assertThat(trim(webhook, T0, 2, 9)).isEqualTo(new Trimmed(1, 0));
        assertThat(trim(webhook, T0, 2, 9)).isEqualTo(new Trimmed(0, 0));
        assertThat(deliveries(webhook, Optional.empty())).containsExactly(first, second);
        assertThat(trim(webhook, T0, 1, 9)).isEqualTo(new Trimmed(1, 1));
        assertThat(upcoming(webhook)).containsExactly(second);
        assertThat(trim(webhook, T0, 0, 9)).isEqualTo(new Trimmed(1, 1));
        assertThat(put(webhook, ofPasses("A")).id().value())
                .isGreaterThan(second.id().value());
    }

    @Test
    void whatIsPutUpIsThereAfterTheStorageWasOpenedAgain() {
        assumeTrue(durable);
        Webhook webhook = addWebhook();
        WebhookDelivery first = put(webhook, ofPasses("A"));
        WebhookDelivery second = put(webhook, ofPasses("A"));
        underTest().reopen(StorageOptions.defaults());
        assertThat(upcoming(webhook)).containsExactly(first);
        delivered(first);
        assertThat(upcoming(webhook)).containsExactly(second);
    }

    /** Random scopes and outcomes, against the rule as the SPI has it. */
    @Test
    void whateverHappensNoneIsBehindAnotherAndNoneIsForgotten() {
        Webhook webhook = addWebhook();
        Random random = new Random(20);
        List<WebhookDelivery> open = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(5) < 3) {
                open.add(put(webhook, randomEvent(random), T0.plusSeconds(i)));
            } else if (!open.isEmpty()) {
                List<WebhookDelivery> free = upcoming(webhook);
                WebhookDelivery picked = free.get(random.nextInt(free.size()));
                delivered(picked);
                open.remove(picked);
            }
            assertThat(upcoming(webhook)).isEqualTo(expected(open));
        }
    }

    private static Event randomEvent(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> ofType();
            case 1 -> ofPasses("A" + random.nextInt(4), "B" + random.nextInt(4));
            case 2 -> ofIds(random.nextInt(3), 3 + random.nextInt(3));
            default -> ofPasses("A" + random.nextInt(4));
        };
    }

    private static List<WebhookDelivery> expected(List<WebhookDelivery> open) {
        return open.stream()
                .filter(delivery -> open.stream()
                        .filter(earlier -> earlier.id().value() < delivery.id().value())
                        .noneMatch(earlier -> scope(earlier).overlaps(scope(delivery))))
                .toList();
    }

    private static DeliveryScope scope(WebhookDelivery delivery) {
        return DeliveryScope.of(delivery.event().event()).orElseThrow();
    }
}
