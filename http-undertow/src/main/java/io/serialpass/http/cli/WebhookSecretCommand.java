package io.serialpass.http.cli;

import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookSecret;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a webhook a new secret. */
@Command(
        name = "secret",
        description =
                "Gives a webhook a new secret, and prints it this once. The old one signs beside it for 24 hours.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookSecretCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @Parameters(paramLabel = "ID", description = "The webhook.")
    private long id;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookSecretCommand() {}

    @Override
    public Integer call() {
        WebhookSecret secret = store.call((webhooks, organization) -> webhooks.rotate(organization, new WebhookId(id)))
                .orElseThrow(() -> WebhookStore.notFound(id));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Secret: " + secret.value());
        out.flush();
        return 0;
    }
}
