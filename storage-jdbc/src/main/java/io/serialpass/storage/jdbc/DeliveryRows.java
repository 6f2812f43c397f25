package io.serialpass.storage.jdbc;

import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import java.time.Instant;

/**
 * The columns of a delivery, and how a row is made of them.
 *
 * @since 0.1
 */
public final class DeliveryRows {

    private static final String SELECT = """
            SELECT d.id, d.webhook_id, d.message, d.position, d.time, o.name, d.type, d.body, d.state, d.attempts,
                d.next_attempt, d.last_attempt, d.status, d.reason, d.date_created""";

    private static final String JOINS =
            " JOIN webhook w ON w.id = d.webhook_id JOIN organization o ON o.id = w.organization_id";

    private static final Sql.Row<WebhookDelivery> MAPPER = row -> new WebhookDelivery(
            new DeliveryId(row.getLong(1)),
            new WebhookId(row.getLong(2)),
            new MessageId(row.getString(3)),
            new LoggedEvent(
                    row.getLong(4),
                    Instant.ofEpochMilli(row.getLong(5)),
                    new Organization(row.getString(6)),
                    EventBody.read(row.getInt(7), row.getString(8))),
            DeliveryState.ofCode(row.getInt(9)),
            row.getInt(10),
            NullableColumns.time(row, 11),
            NullableColumns.time(row, 12),
            row.getInt(13),
            row.getString(14),
            Instant.ofEpochMilli(row.getLong(15)));

    /** The table. */
    public static final Rows<WebhookDelivery> ROWS = new Rows<>(SELECT, "webhook_delivery", "d", JOINS, MAPPER);

    private DeliveryRows() {}
}
