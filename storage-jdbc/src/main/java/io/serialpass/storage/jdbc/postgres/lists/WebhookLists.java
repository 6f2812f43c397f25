package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.storage.jdbc.DeliveryRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.WebhookRows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSort;
import java.util.List;
import java.util.Optional;

/** The lists of webhooks and of their deliveries. */
final class WebhookLists {

    private WebhookLists() {}

    static ListSource<Webhook, WebhookSort> webhooks(long organization, WebhookQuery query) {
        List<Condition> filters = ListSource.filters(
                Condition.of("w.organization_id = ?", organization),
                TimeConditions.within("w.date_created", query.dateCreated()),
                TimeConditions.within("w.last_updated", query.lastUpdated()));
        return new ListSource<>(WebhookRows.ROWS, filters, WebhookLists::column, "", Optional.empty());
    }

    private static String column(WebhookSort field) {
        return switch (field) {
            case DATE_CREATED -> "w.date_created";
            case LAST_UPDATED -> "w.last_updated";
        };
    }

    static ListSource<WebhookDelivery, DeliverySort> deliveries(DeliveryQuery query) {
        List<Condition> filters = ListSource.filters(
                Condition.of("d.webhook_id = ?", query.webhook().value()),
                query.state().map(wanted -> Condition.of("d.state = ?", wanted.code())),
                TimeConditions.within("d.date_created", query.dateCreated()));
        return new ListSource<>(DeliveryRows.ROWS, filters, field -> "d.date_created", "", Optional.empty());
    }
}
