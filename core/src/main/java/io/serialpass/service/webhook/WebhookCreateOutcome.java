package io.serialpass.service.webhook;

import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookSecret;
import java.util.function.Function;

/**
 * The outcome of making a webhook.
 *
 * @since 0.1
 */
public sealed interface WebhookCreateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param created for a webhook that was made
     * @param refused for an address that messages never go to
     * @param tooMany for an organization that has enough webhooks
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Created, ? extends T> created,
            Function<? super Refused, ? extends T> refused,
            Function<? super TooMany, ? extends T> tooMany);

    /**
     * The webhook was made.
     *
     * @param webhook the webhook
     * @param secret its secret, which is shown this once
     */
    record Created(Webhook webhook, WebhookSecret secret) implements WebhookCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super Refused, ? extends T> refused,
                Function<? super TooMany, ? extends T> tooMany) {
            return created.apply(this);
        }
    }

    /**
     * Messages never go to the address.
     *
     * @param reason why, as the end of a sentence that begins with the name of the field
     */
    record Refused(String reason) implements WebhookCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super Refused, ? extends T> refused,
                Function<? super TooMany, ? extends T> tooMany) {
            return refused.apply(this);
        }
    }

    /**
     * The organization has enough webhooks.
     *
     * @param most how many it may have
     */
    record TooMany(int most) implements WebhookCreateOutcome {
        @Override
        public <T> T match(
                Function<? super Created, ? extends T> created,
                Function<? super Refused, ? extends T> refused,
                Function<? super TooMany, ? extends T> tooMany) {
            return tooMany.apply(this);
        }
    }
}
