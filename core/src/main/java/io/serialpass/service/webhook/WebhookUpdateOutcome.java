package io.serialpass.service.webhook;

import io.serialpass.webhook.Webhook;
import java.util.function.Function;

/**
 * The outcome of changing a webhook.
 *
 * @since 0.1
 */
public sealed interface WebhookUpdateOutcome {

    /**
     * Calls the function that belongs to the outcome. When a case is added later, a caller does not compile until it handles
     * the new case too.
     *
     * @param <T> the kind of result
     * @param updated for a webhook that was changed
     * @param notFound for a webhook that is not there, or another organization's
     * @param refused for an address that messages never go to
     * @return the result of the function that was called
     */
    <T> T match(
            Function<? super Updated, ? extends T> updated,
            Function<? super NotFound, ? extends T> notFound,
            Function<? super Refused, ? extends T> refused);

    /**
     * The webhook was changed.
     *
     * @param webhook the webhook as it is now
     */
    record Updated(Webhook webhook) implements WebhookUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Refused, ? extends T> refused) {
            return updated.apply(this);
        }
    }

    /** There is no such webhook of the organization. */
    record NotFound() implements WebhookUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Refused, ? extends T> refused) {
            return notFound.apply(this);
        }
    }

    /**
     * Messages never go to the address.
     *
     * @param reason why, as the end of a sentence that begins with the name of the field
     */
    record Refused(String reason) implements WebhookUpdateOutcome {
        @Override
        public <T> T match(
                Function<? super Updated, ? extends T> updated,
                Function<? super NotFound, ? extends T> notFound,
                Function<? super Refused, ? extends T> refused) {
            return refused.apply(this);
        }
    }
}
