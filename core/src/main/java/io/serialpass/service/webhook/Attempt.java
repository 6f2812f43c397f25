package io.serialpass.service.webhook;

import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;

/**
 * One attempt that was answered.
 *
 * @param delivery the delivery that was sent
 * @param answer the outcome
 * @param time when it was sent, in milliseconds
 * @param took how long the receiver took
 */
record Attempt(WebhookDelivery delivery, WebhookAnswer answer, Instant time, Duration took) {}
