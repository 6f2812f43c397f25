package io.serialpass.webhook;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Sends nothing. */
enum NoWebhookSender implements WebhookSender {
    INSTANCE;

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public Optional<String> whyRefused(WebhookUrl url) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<WebhookAnswer> send(WebhookCall call) {
        return CompletableFuture.completedFuture(WebhookAnswer.none("This program sends no webhooks."));
    }

    @Override
    public int mostUnderWay() {
        return 2;
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
