package io.serialpass.storage.testkit;

import io.serialpass.event.Event;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.WebhookWriter;
import io.serialpass.storage.WebhookWriter.Trimmed;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookSecret;
import io.serialpass.webhook.WebhookSecrets;
import io.serialpass.webhook.WebhookUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Short words for filling a store with webhooks and deliveries. */
abstract class WebhookContractTest extends WalletContractTest {

    static final WebhookDetails DETAILS = WebhookDetails.of(new WebhookUrl("https://example.com/hook"));

    private static long lastPosition;

    WebhookContractTest(String urlPattern) {
        super(urlPattern);
    }

    static WebhookSecret secret(int number) {
        return new WebhookSecret("whsec_" + "QUJD".repeat(8 + number));
    }

    void change(Consumer<WebhookWriter> work) {
        write(tx -> {
            work.accept(tx.webhooks());
            return true;
        });
    }

    Webhook addWebhook(Organization organization, Instant time) {
        return write(tx -> tx.webhooks().insert(organization, DETAILS, WebhookSecrets.of(secret(0)), 7, time));
    }

    Webhook addWebhook() {
        return addWebhook(ACME, T0);
    }

    static PassEvent ofPasses(String... serialNumbers) {
        return new PassEvent(
                EventType.PASS_CHANGED,
                TICKETS,
                Stream.of(serialNumbers).map(PassSerialNumber::new).toList(),
                Optional.empty());
    }

    static PassTypeEvent ofType() {
        return PassTypeEvent.ofType(TICKETS, new UpdateTag(9));
    }

    static SerialNumberEvent ofIds(long first, long last) {
        return new SerialNumberEvent(
                EventType.SERIAL_NUMBERS_SOLD,
                Optional.empty(),
                new IdRanges(List.of(new IdRanges.Range(first, last))));
    }

    WebhookDelivery put(Webhook webhook, Event event, Instant time) {
        long position = ++lastPosition;
        return write(tx -> tx.webhooks()
                .insertDelivery(
                        webhook.id(),
                        new MessageId("msg_" + position),
                        new LoggedEvent(position, T0, webhook.organization(), event),
                        time));
    }

    WebhookDelivery put(Webhook webhook, Event event) {
        return put(webhook, event, T0);
    }

    List<WebhookDelivery> upcoming(Webhook webhook) {
        return upcoming(webhook, 100);
    }

    List<WebhookDelivery> upcoming(Webhook webhook, int most) {
        return read(view -> view.webhooks().upcoming(webhook.id(), most));
    }

    Optional<WebhookDelivery> find(WebhookDelivery delivery) {
        return find(delivery.webhook(), delivery.id());
    }

    Optional<WebhookDelivery> find(WebhookId webhook, DeliveryId delivery) {
        return read(view -> view.webhooks().delivery(webhook, delivery));
    }

    boolean isWithoutWebhooks() {
        return read(view -> view.webhooks().isEmpty());
    }

    List<Webhook> enabled() {
        return read(view -> view.webhooks().enabled());
    }

    long count(Organization organization) {
        return read(view -> view.webhooks().count(organization));
    }

    List<WebhookDelivery> deliveries(Webhook webhook, Optional<DeliveryState> state) {
        return read(view -> view.webhooks()
                        .deliveries(new DeliveryQuery(
                                webhook.id(),
                                state,
                                TimeRange.any(),
                                new Listing<>(DeliverySort.DATE_CREATED, SortOrder.ASC, PageRequest.first(100)))))
                .rows();
    }

    WebhookDelivery delivered(WebhookDelivery delivery) {
        return store(delivery.tried(WebhookAnswer.taken(200), T0.plusSeconds(1), Optional.empty()));
    }

    WebhookDelivery failed(WebhookDelivery delivery, Instant next) {
        return store(delivery.tried(new WebhookAnswer(500, "No.", Optional.empty()), T0, Optional.of(next)));
    }

    WebhookDelivery givenUp(WebhookDelivery delivery) {
        return store(delivery.tried(WebhookAnswer.none("Nobody."), T0, Optional.empty()));
    }

    WebhookDelivery store(WebhookDelivery delivery) {
        change(webhooks -> webhooks.updateDelivery(delivery));
        return delivery;
    }

    Trimmed trim(Webhook webhook, Instant before, long most, int atOnce) {
        return write(tx -> tx.webhooks().trimDeliveries(webhook.id(), before, most, atOnce));
    }
}
