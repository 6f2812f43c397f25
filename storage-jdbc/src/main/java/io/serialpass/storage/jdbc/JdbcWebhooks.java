package io.serialpass.storage.jdbc;

import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.WebhookWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSecrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The webhooks that one connection sees. */
final class JdbcWebhooks implements WebhookWriter {

    private static final String INSERT = """
            INSERT INTO webhook (organization_id, url, events, pass_type_identifier, description, enabled, secrets,
                from_position, dropped, date_created, last_updated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?) RETURNING id""";

    private static final String UPDATE = """
            UPDATE webhook SET url = ?, events = ?, pass_type_identifier = ?, description = ?, enabled = ?, secrets = ?,
                from_position = ?, off_reason = ?, dropped = ?, last_updated = ? WHERE id = ?""";

    private final Session session;
    private final Lists lists;
    private final JdbcDeliveries deliveries;

    JdbcWebhooks(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
        this.deliveries = new JdbcDeliveries(session);
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return Sql.of(WebhookRows.ROWS.all() + " WHERE w.id = ?", id.value()).first(session, WebhookRows.ROWS.mapper());
    }

    @Override
    public Page<Webhook> list(WebhookQuery query) {
        return lists.webhooks(query);
    }

    @Override
    public List<Webhook> enabled() {
        return Sql.of(WebhookRows.ROWS.all() + " WHERE w.enabled ORDER BY w.id")
                .list(session, WebhookRows.ROWS.mapper());
    }

    @Override
    public long count(Organization organization) {
        OptionalLong id = Organizations.find(session, organization);
        return id.isEmpty()
                ? 0
                : Sql.of("SELECT count(*) FROM webhook WHERE organization_id = ?", id.getAsLong())
                        .number(session);
    }

    @Override
    public boolean isEmpty() {
        return !Sql.of("SELECT EXISTS (SELECT 1 FROM webhook)").isTrue(session);
    }

    @Override
    public Webhook insert(
            Organization organization, WebhookDetails details, WebhookSecrets secrets, long from, Instant time) {
        long owner = Organizations.findOrAdd(session, organization);
        Sql sql = Sql.of(INSERT, owner);
        bind(sql, details);
        long id = sql.bind(WebhookRows.column(secrets))
                .bind(from)
                .bind(time.toEpochMilli())
                .bind(time.toEpochMilli())
                .number(session);
        return new Webhook(new WebhookId(id), organization, details, secrets, Optional.empty(), from, 0, time, time);
    }

    private static void bind(Sql sql, WebhookDetails details) {
        sql.bind(details.url().value())
                .bind(WebhookRows.column(details.events()))
                .bind(details.passTypeIdentifier()
                        .map(PassTypeIdentifier::value)
                        .orElse(null))
                .bind(details.description().orElse(null))
                .bind(details.isEnabled());
    }

    @Override
    public void update(Webhook webhook) {
        Sql sql = Sql.of(UPDATE);
        bind(sql, webhook.details());
        sql.bind(WebhookRows.column(webhook.secrets()))
                .bind(webhook.from())
                .bind(webhook.offReason().orElse(null))
                .bind(webhook.dropped())
                .bind(webhook.lastUpdated().toEpochMilli())
                .bind(webhook.id().value())
                .update(session);
    }

    @Override
    public void delete(WebhookId webhook) {
        deliveries.deleteAll(webhook);
        Sql.of("DELETE FROM webhook WHERE id = ?", webhook.value()).update(session);
    }

    @Override
    public Optional<WebhookDelivery> delivery(WebhookId webhook, DeliveryId id) {
        return deliveries.find(webhook, id);
    }

    @Override
    public Page<WebhookDelivery> deliveries(DeliveryQuery query) {
        return lists.deliveries(query);
    }

    @Override
    public List<WebhookDelivery> upcoming(WebhookId webhook, int most) {
        return deliveries.upcoming(webhook, most);
    }

    @Override
    public WebhookDelivery insertDelivery(WebhookId webhook, MessageId message, LoggedEvent event, Instant time) {
        return deliveries.insert(webhook, message, event, time);
    }

    @Override
    public void updateDelivery(WebhookDelivery delivery) {
        deliveries.update(delivery);
    }

    @Override
    public Trimmed trimDeliveries(WebhookId webhook, Instant before, long most, int atOnce) {
        return deliveries.trim(webhook, before, most, atOnce);
    }
}
