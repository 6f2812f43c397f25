package io.serialpass.storage.memory;

import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.WebhookWriter;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliveryScope;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The webhooks of one state. */
final class MemoryWebhooks implements WebhookWriter {

    private static final Comparator<WebhookDelivery> NEXT_FIRST = Comparator.comparing(
                    (WebhookDelivery delivery) -> delivery.nextAttempt().orElse(Instant.MAX))
            .thenComparing(delivery -> delivery.id().value());

    private final StateHolder holder;

    MemoryWebhooks(StateHolder holder) {
        this.holder = holder;
    }

    private WebhookState webhooks() {
        return holder.state().webhooks();
    }

    private void change(UnaryOperator<WebhookState> change) {
        holder.change(state -> state.with(change.apply(state.webhooks())));
    }

    private Stream<Webhook> all() {
        return webhooks().webhooks().values().stream();
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return Optional.ofNullable(webhooks().webhooks().get(id.value()));
    }

    @Override
    public Page<Webhook> list(WebhookQuery query) {
        return MemoryPages.page(holder.limit().over(all()).filter(query::matches), query.listing(), holder.limit());
    }

    @Override
    public List<Webhook> enabled() {
        return all().filter(webhook -> webhook.details().isEnabled()).toList();
    }

    @Override
    public long count(Organization organization) {
        return all().filter(webhook -> webhook.organization().equals(organization))
                .count();
    }

    @Override
    public boolean isEmpty() {
        return webhooks().webhooks().isEmpty();
    }

    @Override
    public Optional<WebhookDelivery> delivery(WebhookId webhook, DeliveryId id) {
        WebhookState.Queue queue = webhooks().queue(webhook);
        return Optional.ofNullable(queue.open().get(id.value()))
                .or(() -> Optional.ofNullable(queue.closed().get(id.value())));
    }

    @Override
    public Page<WebhookDelivery> deliveries(DeliveryQuery query) {
        WebhookState.Queue queue = webhooks().queue(query.webhook());
        Stream<WebhookDelivery> rows = Stream.concat(queue.open().values().stream(), queue.closed().values().stream());
        return MemoryPages.page(holder.limit().over(rows).filter(query::matches), query.listing(), holder.limit());
    }

    @Override
    public List<WebhookDelivery> upcoming(WebhookId webhook, int most) {
        WebhookState.Queue queue = webhooks().queue(webhook);
        ScopesSeen seen = new ScopesSeen();
        List<WebhookDelivery> first = new ArrayList<>();
        for (WebhookDelivery delivery : queue.open().values()) {
            Optional<DeliveryScope> scope = queue.free().contains(delivery.id().value())
                    ? Optional.empty()
                    : DeliveryScope.of(delivery.event().event());
            if (scope.isEmpty() || seen.isNew(scope.get())) {
                first.add(delivery);
            }
            scope.ifPresent(seen::add);
        }
        return first.stream().sorted(NEXT_FIRST).limit(most).toList();
    }

    @Override
    public Webhook insert(
            Organization organization, WebhookDetails details, WebhookSecrets secrets, long from, Instant time) {
        Webhook webhook = new Webhook(
                new WebhookId(webhooks().lastWebhook() + 1),
                organization,
                details,
                secrets,
                Optional.empty(),
                from,
                0,
                time,
                time);
        change(state -> state.with(webhook));
        return webhook;
    }

    @Override
    public void update(Webhook webhook) {
        change(state -> state.with(webhook));
    }

    @Override
    public void delete(WebhookId webhook) {
        change(state -> state.without(webhook));
    }

    @Override
    public WebhookDelivery insertDelivery(WebhookId webhook, MessageId message, LoggedEvent event, Instant time) {
        DeliveryId id = new DeliveryId(webhooks().lastDelivery() + 1);
        WebhookDelivery delivery = WebhookDelivery.pending(id, webhook, message, event, time);
        change(state -> state.with(delivery));
        return delivery;
    }

    @Override
    public void updateDelivery(WebhookDelivery delivery) {
        change(state -> state.with(delivery));
    }

    @Override
    public Trimmed trimDeliveries(WebhookId webhook, Instant before, long most, int atOnce) {
        WebhookState.Queue queue = webhooks().queue(webhook);
        List<WebhookDelivery> due = new ArrayList<>();
        Stream.concat(queue.closed().values().stream(), queue.open().values().stream())
                .filter(delivery -> delivery.dateCreated().isBefore(before))
                .limit(atOnce)
                .forEach(due::add);
        long tooMany = Math.min(queue.size() - most, atOnce) - due.size();
        if (tooMany > 0) {
            Stream.concat(queue.closed().values().stream(), queue.open().values().stream())
                    .filter(delivery -> !delivery.dateCreated().isBefore(before))
                    .limit(tooMany)
                    .forEach(due::add);
        }
        WebhookState.Queue rest = queue;
        for (WebhookDelivery delivery : due) {
            rest = rest.without(delivery.id().value());
        }
        WebhookState.Queue kept = rest;
        if (!due.isEmpty()) {
            change(state -> state.with(webhook, kept));
        }
        return new Trimmed(due.size(), (int)
                due.stream().filter(delivery -> delivery.state().isOpen()).count());
    }
}
