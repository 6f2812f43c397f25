package io.serialpass.http.cli;

import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookId;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends a test to a webhook. */
@Command(
        name = "test",
        description =
                "Sends an event webhook.test from this machine, and says what came. The status is 0 if the receiver took"
                        + " it, else 1.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookTestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @Parameters(paramLabel = "ID", description = "The webhook.")
    private long id;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookTestCommand() {}

    @Override
    public Integer call() {
        Optional<WebhookAnswer> tested =
                store.call((webhooks, organization) -> webhooks.test(organization, new WebhookId(id))
                        .map(answer -> answer.toCompletableFuture().join()));
        WebhookAnswer answer = tested.orElseThrow(() -> WebhookStore.notFound(id));
        PrintWriter out = spec.commandLine().getOut();
        out.println(answer.isTaken() ? "The receiver took it: " + answer.status() + "." : answer.reason());
        out.flush();
        return answer.isTaken() ? 0 : 1;
    }
}
