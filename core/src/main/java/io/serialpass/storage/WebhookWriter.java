package io.serialpass.storage;

import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.webhook.MessageId;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookSecrets;
import java.time.Instant;

/**
 * Reads and changes webhooks and their deliveries.
 *
 * @since 0.1
 */
public interface WebhookWriter extends WebhookReader {

    /**
     * Adds a webhook, with a number greater than any that this store gave to one before.
     *
     * @param organization whose it is
     * @param details the details that the organization can change
     * @param secrets the secrets that sign its messages
     * @param from the position in the event log after which it is told of events
     * @param time when, in milliseconds
     * @return the webhook
     */
    Webhook insert(Organization organization, WebhookDetails details, WebhookSecrets secrets, long from, Instant time);

    /**
     * Stores a webhook that is there; its organization and the time of its creation stay.
     *
     * @param webhook the webhook as it is from now on
     */
    void update(Webhook webhook);

    /**
     * Removes a webhook and all its deliveries. If there is none such, nothing changes.
     *
     * @param webhook its number
     */
    void delete(WebhookId webhook);

    /**
     * Puts a message up for delivery, behind all of the webhook that are there. Its number is greater than any that this store gave to
     * a delivery before.
     *
     * @param webhook whose it is; it is there
     * @param message the name by which the receiver knows it
     * @param event the event
     * @param time when, in milliseconds: it is tried from then on
     * @return the delivery
     */
    WebhookDelivery insertDelivery(WebhookId webhook, MessageId message, LoggedEvent event, Instant time);

    /**
     * Stores the result of a delivery: state, attempts, times, status and reason. If it is open no more, those that are behind
     * it alone are {@linkplain #upcoming upcoming} from now on. One that is open again waits for none, and none waits for it.
     *
     * @param delivery the delivery as it is from now on
     */
    void updateDelivery(WebhookDelivery delivery);

    /**
     * Removes deliveries of a webhook: those that were put up before a time, and those beyond a number. Of the latter the oldest of
     * those that are not open go first, and then the oldest of those that are. Those that are behind one that is removed wait for it
     * no more.
     *
     * @param webhook whose
     * @param before the time
     * @param most how many may stay, 0 or more
     * @param atOnce how many to remove at most, 1 or more, so that no other unit of work waits for long
     * @return what was removed
     */
    Trimmed trimDeliveries(WebhookId webhook, Instant before, long most, int atOnce);

    /**
     * How many deliveries were removed.
     *
     * @param all how many in all
     * @param open how many of them were open
     * @since 0.1
     */
    record Trimmed(int all, int open) {}
}
