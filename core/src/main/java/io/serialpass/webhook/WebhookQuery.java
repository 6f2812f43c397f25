package io.serialpass.webhook;

import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;

/**
 * Which webhooks of an organization are wanted, in which order. All filters apply together (AND). Immutable.
 *
 * @param organization whose webhooks
 * @param dateCreated when it was made
 * @param lastUpdated when its details or secrets last changed
 * @param listing order and page
 * @since 0.1
 */
public record WebhookQuery(
        Organization organization, TimeRange dateCreated, TimeRange lastUpdated, Listing<WebhookSort> listing) {

    /**
     * The filters as a predicate; order and page play no part.
     *
     * @param webhook any webhook
     * @return true if it is among those asked for
     */
    public boolean matches(Webhook webhook) {
        return webhook.organization().equals(organization)
                && dateCreated.contains(webhook.dateCreated())
                && lastUpdated.contains(webhook.lastUpdated());
    }
}
