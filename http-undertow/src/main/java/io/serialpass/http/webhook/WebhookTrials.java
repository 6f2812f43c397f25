package io.serialpass.http.webhook;

import io.serialpass.http.web.ApiException;
import io.serialpass.organization.Organization;
import io.serialpass.service.webhook.WebhookService;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * Sends tests to the receivers of webhooks, a few at once. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class WebhookTrials {

    /** A test keeps a thread until the receiver answers. */
    private static final int MOST_AT_ONCE = 4;

    private final WebhookService webhooks;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /**
     * Makes one.
     *
     * @param webhooks sends the tests
     */
    public WebhookTrials(WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * Sends a test, and waits for the answer.
     *
     * @param organization whose webhook it is
     * @param id the webhook
     * @return what the receiver answered; empty if the organization has no such webhook
     * @throws ApiException 503 if as many tests as may be wait for their receivers already
     */
    public Optional<WebhookAnswer> run(Organization organization, WebhookId id) {
        if (!places.tryAcquire()) {
            throw ApiException.overloaded("Too many webhooks are tested already.");
        }
        try {
            return webhooks.test(organization, id)
                    .map(CompletionStage::toCompletableFuture)
                    .map(answer -> answer.join());
        } finally {
            places.release();
        }
    }
}
