package io.serialpass.storage;

import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookQuery;
import java.util.List;
import java.util.Optional;

/**
 * Reads webhooks and their deliveries.
 *
 * @since 0.1
 */
public interface WebhookReader {

    /**
     * Finds a webhook, whosever it is.
     *
     * @param id its number
     * @return the webhook; empty if there is none such
     */
    Optional<Webhook> find(WebhookId id);

    /**
     * Lists webhooks.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<Webhook> list(WebhookQuery query);

    /**
     * Lists the webhooks that are on, of all organizations.
     *
     * @return the webhooks, in the order of creation
     */
    List<Webhook> enabled();

    /**
     * Counts the webhooks of an organization, those that are off included.
     *
     * @param organization whose
     * @return how many it has
     */
    long count(Organization organization);

    /**
     * Tells whether the store has no webhook at all, of any organization.
     *
     * @return true if it has none
     */
    boolean isEmpty();

    /**
     * Finds a delivery.
     *
     * @param webhook whose it is
     * @param id its number
     * @return the delivery; empty if the webhook has none such, or not any more
     */
    Optional<WebhookDelivery> delivery(WebhookId webhook, DeliveryId id);

    /**
     * Lists deliveries.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<WebhookDelivery> deliveries(DeliveryQuery query);

    /**
     * Gives the deliveries of a webhook that are tried next. One that is behind another is not among them: one that was put up for
     * delivery before it, is open yet, and whose {@linkplain io.serialpass.webhook.DeliveryScope scope} overlaps its own.
     *
     * @param webhook whose
     * @param most how many to give at most, 1 or more
     * @return open deliveries, the one with the earliest {@link WebhookDelivery#nextAttempt} first, and of those with the same the
     *     one with the smallest number; also those whose time has not come yet
     */
    List<WebhookDelivery> upcoming(WebhookId webhook, int most);
}
