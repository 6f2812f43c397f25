package io.serialpass;

import io.serialpass.metrics.Metrics;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookCall;
import io.serialpass.webhook.WebhookSender;
import io.serialpass.webhook.WebhookUrl;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A sender of messages to webhooks that reports the outcome of each attempt. */
record MeasuredWebhookSender(WebhookSender sender, Metrics metrics) implements WebhookSender {

    @Override
    public boolean isOn() {
        return sender.isOn();
    }

    @Override
    public Optional<String> whyRefused(WebhookUrl url) {
        return sender.whyRefused(url);
    }

    @Override
    public CompletionStage<WebhookAnswer> send(WebhookCall call) {
        long begin = System.nanoTime();
        return sender.send(call).thenApply(answer -> {
            metrics.webhookSent(answer, System.nanoTime() - begin);
            return answer;
        });
    }

    @Override
    public int mostUnderWay() {
        return sender.mostUnderWay();
    }

    @Override
    public void close() {
        sender.close();
    }
}
