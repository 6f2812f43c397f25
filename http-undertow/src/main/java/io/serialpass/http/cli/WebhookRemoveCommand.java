package io.serialpass.http.cli;

import io.serialpass.webhook.WebhookId;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a webhook. */
@Command(
        name = "remove",
        description = "Removes a webhook, with the messages that wait for it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @Parameters(paramLabel = "ID", description = "The webhook.")
    private long id;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookRemoveCommand() {}

    @Override
    public Integer call() {
        boolean removed = store.call((webhooks, organization) -> webhooks.delete(organization, new WebhookId(id)));
        if (!removed) {
            throw WebhookStore.notFound(id);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Webhook " + id + " is removed.");
        out.flush();
        return 0;
    }
}
