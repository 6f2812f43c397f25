package io.serialpass.storage.jdbc;

import io.serialpass.event.LoggedEvent;
import io.serialpass.storage.WebhookWriter.Trimmed;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryScope;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The deliveries of webhooks that one connection sees. */
final class JdbcDeliveries {

    private static final String INSERT = """
            INSERT INTO webhook_delivery (webhook_id, message, position, time, type, body, state, attempts, next_attempt,
                status, reason, date_created)
            VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 0, '', ?) RETURNING id""";

    private static final String UPDATE = """
            UPDATE webhook_delivery SET state = ?, attempts = ?, next_attempt = ?, last_attempt = ?, status = ?, reason = ?
            WHERE id = ?""";

    private static final String UPCOMING = DeliveryRows.ROWS.all() + """
             WHERE d.webhook_id = ? AND d.next_attempt IS NOT NULL AND d.blocked_by IS NULL
            ORDER BY d.next_attempt, d.id LIMIT ?""";

    /**
     * The last delivery before one whose scope overlaps its own. Two scopes overlap in three ways, and an index leads through each: the
     * same member, the whole of the group before, and the whole of the group here.
     */
    private static final String BEFORE = """
            SELECT max(id) FROM (
                SELECT (SELECT max(e.delivery_id) FROM webhook_scope e WHERE e.webhook_id = s.webhook_id
                        AND e.scope_group = s.scope_group AND e.member = s.member AND e.delivery_id < s.delivery_id) AS id
                    FROM webhook_scope s WHERE s.delivery_id = ?
                UNION ALL SELECT (SELECT max(e.delivery_id) FROM webhook_scope e WHERE e.webhook_id = s.webhook_id
                        AND e.scope_group = s.scope_group AND e.member = '' AND e.delivery_id < s.delivery_id)
                    FROM webhook_scope s WHERE s.delivery_id = ?
                UNION ALL SELECT (SELECT max(e.delivery_id) FROM webhook_scope e WHERE e.webhook_id = s.webhook_id
                        AND e.scope_group = s.scope_group AND e.delivery_id < s.delivery_id)
                    FROM webhook_scope s WHERE s.delivery_id = ? AND s.member = '') AS earlier""";

    private static final String DUE = """
            SELECT id, next_attempt IS NOT NULL FROM webhook_delivery
            WHERE webhook_id = ? AND %s ORDER BY date_created, id LIMIT ?""";

    private static final String OLD = DUE.formatted("date_created < ?");

    private static final String CLOSED = DUE.formatted("next_attempt IS NULL");

    private static final String OPEN = DUE.formatted("next_attempt IS NOT NULL");

    private final Session session;

    JdbcDeliveries(Session session) {
        this.session = session;
    }

    Optional<WebhookDelivery> find(WebhookId webhook, DeliveryId id) {
        return Sql.of(DeliveryRows.ROWS.all() + " WHERE d.id = ? AND d.webhook_id = ?", id.value(), webhook.value())
                .first(session, DeliveryRows.ROWS.mapper());
    }

    List<WebhookDelivery> upcoming(WebhookId webhook, int most) {
        return upcomingOf(webhook, most).list(session, DeliveryRows.ROWS.mapper());
    }

    static Sql upcomingOf(WebhookId webhook, int most) {
        return Sql.of(UPCOMING, webhook.value(), most);
    }

    WebhookDelivery insert(WebhookId webhook, MessageId message, LoggedEvent event, Instant time) {
        long id = Sql.of(
                        INSERT,
                        webhook.value(),
                        message.value(),
                        event.position(),
                        event.time().toEpochMilli(),
                        event.event().type().code(),
                        EventBody.write(event.event()),
                        DeliveryState.PENDING.code(),
                        time.toEpochMilli(),
                        time.toEpochMilli())
                .number(session);
        Optional<DeliveryScope> scope = DeliveryScope.of(event.event());
        if (scope.isPresent()) {
            insert(webhook, id, scope.get());
            block(id);
        }
        return WebhookDelivery.pending(new DeliveryId(id), webhook, message, event, time);
    }

    private void insert(WebhookId webhook, long delivery, DeliveryScope scope) {
        Iterable<String> members = scope.isWhole() ? List.of("") : scope.members();
        for (String member : members) {
            Sql.of(
                            "INSERT INTO webhook_scope (webhook_id, scope_group, member, delivery_id) VALUES (?, ?, ?, ?)",
                            webhook.value(),
                            scope.group(),
                            member,
                            delivery)
                    .update(session);
        }
    }

    /** Puts a delivery behind the last one before it that it overlaps with, where there is one. */
    private void block(long delivery) {
        Optional<Long> before =
                before(delivery).first(session, row -> row.getLong(1)).filter(id -> id > 0);
        Sql.of("UPDATE webhook_delivery SET blocked_by = ? WHERE id = ?")
                .bind(before.orElse(null))
                .bind(delivery)
                .update(session);
    }

    static Sql before(long delivery) {
        return Sql.of(BEFORE, delivery, delivery, delivery);
    }

    void update(WebhookDelivery delivery) {
        Sql.of(UPDATE, delivery.state().code(), delivery.attempts())
                .bind(delivery.nextAttempt().map(Instant::toEpochMilli).orElse(null))
                .bind(delivery.lastAttempt().map(Instant::toEpochMilli).orElse(null))
                .bind(delivery.status())
                .bind(delivery.reason())
                .bind(delivery.id().value())
                .update(session);
        if (!delivery.state().isOpen()) {
            release(delivery.id().value());
        }
    }

    /** Nothing waits any more for a delivery that is not open. */
    private void release(long delivery) {
        Sql.of("DELETE FROM webhook_scope WHERE delivery_id = ?", delivery).update(session);
        Sql.of("UPDATE webhook_delivery SET blocked_by = NULL WHERE id = ? AND blocked_by IS NOT NULL", delivery)
                .update(session);
        blockedBy(delivery).list(session, row -> row.getLong(1)).forEach(this::block);
    }

    static Sql blockedBy(long delivery) {
        return Sql.of("SELECT id FROM webhook_delivery WHERE blocked_by = ?", delivery);
    }

    static Sql olderThan(WebhookId webhook, long millis, int most) {
        return Sql.of(OLD, webhook.value(), millis, most);
    }

    void deleteAll(WebhookId webhook) {
        Sql.of("DELETE FROM webhook_scope WHERE webhook_id = ?", webhook.value())
                .update(session);
        Sql.of("DELETE FROM webhook_delivery WHERE webhook_id = ?", webhook.value())
                .update(session);
    }

    /** A delivery that is to go. */
    private record Due(long id, boolean isOpen) {}

    Trimmed trim(WebhookId webhook, Instant before, long most, int atOnce) {
        long all = Sql.of("SELECT count(*) FROM webhook_delivery WHERE webhook_id = ?", webhook.value())
                .number(session);
        List<Due> removed = new ArrayList<>(remove(olderThan(webhook, before.toEpochMilli(), atOnce)));
        for (String next : List.of(CLOSED, OPEN)) {
            long tooMany = Math.min(all - most, atOnce) - removed.size();
            if (tooMany > 0) {
                removed.addAll(remove(Sql.of(next, webhook.value(), tooMany)));
            }
        }
        return new Trimmed(
                removed.size(), (int) removed.stream().filter(Due::isOpen).count());
    }

    private List<Due> remove(Sql select) {
        List<Due> due = select.list(session, row -> new Due(row.getLong(1), row.getBoolean(2)));
        for (Due delivery : due) {
            release(delivery.id());
            Sql.of("DELETE FROM webhook_delivery WHERE id = ?", delivery.id()).update(session);
        }
        return due;
    }
}
