package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventType;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSecrets;
import io.serialpass.webhook.WebhookSort;
import io.serialpass.webhook.WebhookUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A store keeps webhooks as they were stored, each for its organization. */
abstract class WebhookContract extends WebhookContractTest {

    private static final Instant LATER = T0.plusSeconds(60);

    WebhookContract(String urlPattern) {
        super(urlPattern);
    }

    private Optional<Webhook> find(Webhook webhook) {
        return read(view -> view.webhooks().find(webhook.id()));
    }

    private Page<Webhook> list(WebhookSort sort, SortOrder order, PageRequest page) {
        return read(view -> view.webhooks()
                .list(new WebhookQuery(ACME, TimeRange.any(), TimeRange.any(), new Listing<>(sort, order, page))));
    }

    @Test
    void aWebhookIsFoundAsItWasInserted() {
        Webhook webhook = addWebhook();
        assertThat(webhook.organization()).isEqualTo(ACME);
        assertThat(webhook.details()).isEqualTo(DETAILS);
        assertThat(webhook.from()).isEqualTo(7);
        assertThat(webhook.dropped()).isZero();
        assertThat(webhook.offReason()).isEmpty();
        assertThat(find(webhook)).contains(webhook);
        assertThat(addWebhook().id()).isNotEqualTo(webhook.id());
    }

    @Test
    void aWebhookIsFoundAsItWasUpdated() {
        Webhook webhook = addWebhook();
        WebhookDetails details = new WebhookDetails(
                new WebhookUrl("https://[2001:db8::1]:8443/a?b=c"),
                Set.of(EventType.PASS_CHANGED, EventType.SERIAL_NUMBERS_SOLD),
                Optional.of(TICKETS),
                Optional.of("Buchhaltung ü"),
                false);
        Webhook changed = webhook.with(details, 9, LATER)
                .with(webhook.secrets().rotated(secret(1), LATER, LATER.plusSeconds(5)), LATER)
                .switchedOff("It said so.", LATER)
                .withDropped(12);
        change(webhooks -> webhooks.update(changed));
        assertThat(find(webhook)).contains(changed);
    }

    @Test
    void webhooksAreListedForTheirOrganizationInTheOrderAskedFor() {
        Webhook first = addWebhook(ACME, T0);
        Webhook second = addWebhook(ACME, T0);
        Webhook third = addWebhook(ACME, LATER);
        addWebhook(OTHER, T0);
        Webhook changed = first.with(DETAILS.withDescription(Optional.of("x")), 0, LATER.plusSeconds(1));
        change(webhooks -> webhooks.update(changed));
        Page<Webhook> page = list(WebhookSort.DATE_CREATED, SortOrder.ASC, PageRequest.first(2));
        assertThat(page.rows()).containsExactly(changed, second);
        assertThat(page.total()).hasValue(3);
        assertThat(list(
                                WebhookSort.DATE_CREATED,
                                SortOrder.ASC,
                                PageRequest.after(page.next().orElseThrow(), 2))
                        .rows())
                .containsExactly(third);
        assertThat(list(WebhookSort.LAST_UPDATED, SortOrder.DESC, PageRequest.first(9))
                        .rows())
                .containsExactly(changed, third, second);
        assertThat(read(view -> view.webhooks()
                                .list(new WebhookQuery(
                                        ACME,
                                        TimeRange.any().notBefore(LATER),
                                        TimeRange.any(),
                                        new Listing<>(WebhookSort.DATE_CREATED, SortOrder.ASC, PageRequest.first(9)))))
                        .rows())
                .containsExactly(third);
    }

    @Test
    void thoseThatAreOnAreListedOfAllOrganizations() {
        assertThat(isWithoutWebhooks()).isTrue();
        Webhook off = addWebhook();
        Webhook on = addWebhook();
        Webhook others = addWebhook(OTHER, T0);
        change(webhooks -> webhooks.update(off.switchedOff("Off.", T0)));
        assertThat(enabled()).containsExactly(on, others);
        assertThat(count(ACME)).isEqualTo(2);
        assertThat(count(OTHER)).isEqualTo(1);
        assertThat(isWithoutWebhooks()).isFalse();
    }

    @Test
    void aDeletedWebhookIsGoneWithItsDeliveriesAndItsNumberIsNotGivenAgain() {
        Webhook kept = addWebhook();
        Webhook webhook = addWebhook();
        WebhookDelivery delivery = put(webhook, ofPasses("A"));
        WebhookDelivery closed = delivered(put(webhook, ofPasses("B")));
        put(webhook, ofPasses("A"));
        WebhookDelivery other = put(kept, ofPasses("A"));
        change(webhooks -> webhooks.delete(webhook.id()));
        change(webhooks -> webhooks.delete(new WebhookId(99)));
        assertThat(find(webhook)).isEmpty();
        assertThat(find(delivery)).isEmpty();
        assertThat(find(closed)).isEmpty();
        assertThat(upcoming(webhook)).isEmpty();
        assertThat(upcoming(kept)).containsExactly(other);
        assertThat(addWebhook().id().value()).isGreaterThan(webhook.id().value());
        assertThat(enabled()).hasSize(2);
    }

    @Test
    void aWebhookOfAUnitOfWorkThatIsUndoneWasNeverThere() {
        write(tx -> {
            tx.webhooks().insert(ACME, DETAILS, WebhookSecrets.of(secret(0)), 0, T0);
            tx.setRollbackOnly();
            return List.of();
        });
        assertThat(isWithoutWebhooks()).isTrue();
    }
}
