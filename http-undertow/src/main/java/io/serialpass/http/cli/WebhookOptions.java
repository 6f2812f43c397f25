package io.serialpass.http.cli;

import io.serialpass.SerialpassBuilder;
import io.serialpass.http.webhook.client.HttpWebhookSender;
import io.serialpass.service.webhook.WebhookLimits;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of webhooks that a server has. */
final class WebhookOptions {

    /** About the bytes that a delivery takes in a store that is in memory. */
    private static final int BYTES_IN_MEMORY = 1_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Mixin
    private WebhookAddressOption addresses;

    @Option(
            names = "--webhook-deliveries",
            paramLabel = "N",
            defaultValue = "${env:SERIALPASS_WEBHOOK_DELIVERIES:-100000}",
            description =
                    "How many messages to webhooks are kept, delivered or not; each webhook that is on has an equal share."
                            + " Of a store in memory as many as a sixteenth of the heap holds at most. Default: 100000"
                            + " (env: SERIALPASS_WEBHOOK_DELIVERIES)")
    private int deliveries;

    @Option(
            names = "--webhook-days",
            paramLabel = "DAYS",
            defaultValue = "${env:SERIALPASS_WEBHOOK_DAYS:-14}",
            description = "How long they are kept. Default: 14 (env: SERIALPASS_WEBHOOK_DAYS)")
    private int days;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookOptions() {}

    /**
     * Has an application send webhooks.
     *
     * @param inHeap whether the store is in memory: then a sixteenth of the heap is the limit
     */
    void apply(SerialpassBuilder builder, boolean inHeap) {
        OptionRange.require(spec, "--webhook-deliveries", deliveries, 1, 100_000_000);
        OptionRange.require(spec, "--webhook-days", days, 4, 36_500);
        long most = inHeap ? Math.min(deliveries, Runtime.getRuntime().maxMemory() / 16 / BYTES_IN_MEMORY) : deliveries;
        HttpWebhookSender sender = HttpWebhookSender.create(addresses.allowPrivate());
        builder.webhooks(sender, new WebhookLimits(most, Duration.ofDays(days)));
    }
}
