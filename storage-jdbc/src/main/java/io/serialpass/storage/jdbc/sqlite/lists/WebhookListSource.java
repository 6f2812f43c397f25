package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.WebhookRows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSort;

/** The list of webhooks. An organization has few, so that the filters have no indexes. */
final class WebhookListSource extends ListSource<Webhook, WebhookSort> {

    private final Session session;
    private final WebhookSort sort;
    private final Condition ofOrganization;

    WebhookListSource(Session session, long organizationId, WebhookQuery query) {
        super(WebhookRows.ROWS);
        this.session = session;
        this.sort = query.listing().sort();
        this.ofOrganization = filter(Condition.of("w.organization_id = ?", organizationId));
        filter(TimeConditions.within("w.date_created", query.dateCreated()));
        filter(TimeConditions.within("w.last_updated", query.lastUpdated()));
    }

    @Override
    AccessPath inOrder() {
        String index = switch (sort) {
            case DATE_CREATED -> "date_created";
            case LAST_UPDATED -> "last_updated";
        };
        return AccessPath.of("webhook w INDEXED BY webhook_by_" + index, ofOrganization);
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM webhook w WHERE ")
                .add(ofOrganization)
                .number(session);
    }

    @Override
    String column(WebhookSort field) {
        return switch (field) {
            case DATE_CREATED -> "w.date_created";
            case LAST_UPDATED -> "w.last_updated";
        };
    }
}
