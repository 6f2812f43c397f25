package io.serialpass.http.cli;

import io.serialpass.service.webhook.WebhookCreateOutcome;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookUrl;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a webhook. */
@Command(
        name = "add",
        description = "Makes a webhook, which is told of what happens from now on, and prints its secret this once.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookAddCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @Mixin
    private WebhookFilterOptions filters;

    @Parameters(paramLabel = "URL", converter = WebhookUrlConverter.class, description = "Where messages go.")
    private WebhookUrl url;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookAddCommand() {}

    @Override
    public Integer call() {
        WebhookDetails details = filters.apply(WebhookDetails.of(url));
        WebhookCreateOutcome outcome =
                store.call((webhooks, organization) -> webhooks.create(organization, details, Optional.empty()));
        PrintWriter out = spec.commandLine().getOut();
        return outcome.match(
                created -> {
                    out.println("Webhook " + created.webhook().id().value() + " is made.");
                    out.println("Secret: " + created.secret().value());
                    out.flush();
                    return 0;
                },
                refused -> {
                    throw WebhookStore.refused(refused.reason());
                },
                tooMany -> {
                    throw new CommandFailure(
                            "The organization has " + tooMany.most() + " webhooks, which is the most that it may have.",
                            new IllegalStateException("too many"));
                });
    }
}
