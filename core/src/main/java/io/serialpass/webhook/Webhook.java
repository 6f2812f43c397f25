package io.serialpass.webhook;

import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import java.time.Instant;
import java.util.Optional;

/**
 * A receiver that is told of events over HTTP. Immutable.
 *
 * @param id its number
 * @param organization whose events it is told of
 * @param details the details that the organization can change
 * @param secrets the secrets that sign its messages
 * @param offReason why it was switched off, where Serialpass did that itself
 * @param from the position in the event log after which it is told of events
 * @param dropped how many of its deliveries went before they were delivered or given up, since too many waited or for too long
 * @param dateCreated when it was made, in milliseconds
 * @param lastUpdated when its details or secrets last changed, in milliseconds
 * @since 0.1
 */
public record Webhook(
        WebhookId id,
        Organization organization,
        WebhookDetails details,
        WebhookSecrets secrets,
        Optional<String> offReason,
        long from,
        long dropped,
        Instant dateCreated,
        Instant lastUpdated) {

    /**
     * Whether a message is to be sent of an event.
     *
     * @param event the event
     * @return true if it is the organization's, came after the webhook was made or switched on, and is asked for
     */
    public boolean accepts(LoggedEvent event) {
        return details.isEnabled()
                && event.position() > from
                && event.organization().equals(organization)
                && details.accepts(event.event());
    }

    /**
     * The same with other details. One that is switched on is told of what happens from now on.
     *
     * @param changed the details
     * @param newest the position of the newest event in the log
     * @param time when they changed
     * @return the webhook
     */
    public Webhook with(WebhookDetails changed, long newest, Instant time) {
        boolean isSwitchedOn = changed.isEnabled() && !details.isEnabled();
        return new Webhook(
                id,
                organization,
                changed,
                secrets,
                changed.isEnabled() ? Optional.empty() : offReason,
                isSwitchedOn ? newest : from,
                dropped,
                dateCreated,
                time);
    }

    /**
     * The same with other secrets.
     *
     * @param changed the secrets
     * @param time when they changed
     * @return the webhook
     */
    public Webhook with(WebhookSecrets changed, Instant time) {
        return new Webhook(id, organization, details, changed, offReason, from, dropped, dateCreated, time);
    }

    /**
     * The same, switched off by Serialpass itself.
     *
     * @param reason a sentence that says why
     * @param time when
     * @return the webhook
     */
    public Webhook switchedOff(String reason, Instant time) {
        return new Webhook(
                id,
                organization,
                details.withEnabled(false),
                secrets,
                Optional.of(reason),
                from,
                dropped,
                dateCreated,
                time);
    }

    /**
     * The same after more of its deliveries went undelivered.
     *
     * @param more how many
     * @return the webhook
     */
    public Webhook withDropped(long more) {
        return new Webhook(
                id, organization, details, secrets, offReason, from, dropped + more, dateCreated, lastUpdated);
    }
}
