package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.DeliveryRows;
import io.serialpass.storage.jdbc.TimeConditions;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.WebhookDelivery;
import java.util.Optional;

/** The list of a webhook's deliveries: one index serves it whole, with a state or without. */
final class DeliveryListSource extends ListSource<WebhookDelivery, DeliverySort> {

    private final Session session;
    private final Condition ofWebhook;
    private final Optional<Condition> state;
    private final Optional<Condition> created;

    DeliveryListSource(Session session, DeliveryQuery query) {
        super(DeliveryRows.ROWS);
        this.session = session;
        this.ofWebhook = filter(Condition.of("d.webhook_id = ?", query.webhook().value()));
        this.state = filter(query.state().map(wanted -> Condition.of("d.state = ?", wanted.code())));
        this.created = filter(TimeConditions.within("d.date_created", query.dateCreated()));
    }

    @Override
    AccessPath inOrder() {
        String index = state.isPresent() ? "state" : "date_created";
        return AccessPath.of("webhook_delivery d INDEXED BY webhook_delivery_by_" + index, ofWebhook)
                .with(state, created);
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM webhook_delivery d WHERE ")
                .add(ofWebhook)
                .number(session);
    }

    @Override
    String column(DeliverySort field) {
        return "d.date_created";
    }
}
