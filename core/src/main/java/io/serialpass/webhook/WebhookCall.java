package io.serialpass.webhook;

import io.serialpass.event.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to deliver a message. Immutable.
 *
 * @param url where the message goes
 * @param message the name by which the receiver knows it
 * @param time when the attempt is made
 * @param secrets the secrets that sign it, 1 or more
 * @param event the event; empty for a test, which tells nothing
 * @since 0.1
 */
public record WebhookCall(
        WebhookUrl url, MessageId message, Instant time, List<WebhookSecret> secrets, Optional<LoggedEvent> event) {

    /**
     * Copies the secrets.
     *
     * @param url where the message goes
     * @param message the name by which the receiver knows it
     * @param time when the attempt is made
     * @param secrets the secrets that sign it, 1 or more
     * @param event the event; empty for a test
     */
    public WebhookCall {
        secrets = List.copyOf(secrets);
    }
}
