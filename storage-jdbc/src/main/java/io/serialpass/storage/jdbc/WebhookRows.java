package io.serialpass.storage.jdbc;

import io.serialpass.event.EventType;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookSecret;
import io.serialpass.webhook.WebhookSecrets;
import io.serialpass.webhook.WebhookUrl;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of a webhook, and how a row is made of them.
 *
 * @since 0.1
 */
public final class WebhookRows {

    private static final String SELECT = """
            SELECT w.id, o.name, w.url, w.events, w.pass_type_identifier, w.description, w.enabled, w.off_reason, w.secrets,
                w.from_position, w.dropped, w.date_created, w.last_updated""";

    private static final String JOINS = " JOIN organization o ON o.id = w.organization_id";

    private static final Sql.Row<Webhook> MAPPER = row -> new Webhook(
            new WebhookId(row.getLong(1)),
            new Organization(row.getString(2)),
            new WebhookDetails(
                    new WebhookUrl(row.getString(3)),
                    events(row.getString(4)),
                    Optional.ofNullable(row.getString(5)).map(PassTypeIdentifier::new),
                    Optional.ofNullable(row.getString(6)),
                    row.getBoolean(7)),
            secrets(row.getString(9)),
            Optional.ofNullable(row.getString(8)),
            row.getLong(10),
            row.getLong(11),
            Instant.ofEpochMilli(row.getLong(12)),
            Instant.ofEpochMilli(row.getLong(13)));

    /** The table. */
    public static final Rows<Webhook> ROWS = new Rows<>(SELECT, "webhook", "w", JOINS, MAPPER);

    private WebhookRows() {}

    static String column(Set<EventType> events) {
        return events.stream().map(type -> Integer.toString(type.code())).collect(Collectors.joining(" "));
    }

    private static Set<EventType> events(String column) {
        return column.isEmpty()
                ? Set.of()
                : Arrays.stream(column.split(" ", -1))
                        .map(code -> EventType.ofCode(Integer.parseInt(code)))
                        .collect(Collectors.toSet());
    }

    static String column(WebhookSecrets secrets) {
        return secrets.all().stream()
                .map(dated -> dated.secret().value()
                        + dated.endsAt().map(end -> " " + end.toEpochMilli()).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    private static WebhookSecrets secrets(String column) {
        return new WebhookSecrets(
                Arrays.stream(column.split("\n", -1)).map(WebhookRows::secret).toList());
    }

    private static WebhookSecrets.Dated secret(String line) {
        int blank = line.indexOf(' ');
        return blank < 0
                ? new WebhookSecrets.Dated(new WebhookSecret(line), Optional.empty())
                : new WebhookSecrets.Dated(
                        new WebhookSecret(line.substring(0, blank)),
                        Optional.of(Instant.ofEpochMilli(Long.parseLong(line.substring(blank + 1)))));
    }
}
