package io.serialpass.http.cli;

import io.serialpass.service.webhook.WebhookUpdateOutcome;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookUrl;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Changes a webhook. */
@Command(
        name = "set",
        description = "Changes a webhook: what is not given stays.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookSetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @Mixin
    private WebhookFilterOptions filters;

    @Parameters(paramLabel = "ID", description = "The webhook.")
    private long id;

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = WebhookUrlConverter.class,
            description = "Where messages go.")
    private @Nullable WebhookUrl url;

    @Option(
            names = "--enabled",
            paramLabel = "true|false",
            arity = "1",
            description =
                    "Whether it is told of anything. One that is switched on is told of what happens from then on.")
    private @Nullable Boolean enabled;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookSetCommand() {}

    @Override
    public Integer call() {
        WebhookUpdateOutcome outcome =
                store.call((webhooks, organization) -> webhooks.update(organization, new WebhookId(id), this::change));
        PrintWriter out = spec.commandLine().getOut();
        return outcome.match(
                updated -> {
                    out.println("Webhook " + id + " is "
                            + (updated.webhook().details().isEnabled() ? "on." : "off."));
                    out.flush();
                    return 0;
                },
                notFound -> {
                    throw WebhookStore.notFound(id);
                },
                refused -> {
                    throw WebhookStore.refused(refused.reason());
                });
    }

    private WebhookDetails change(WebhookDetails details) {
        WebhookDetails changed = filters.apply(details);
        if (url != null) {
            changed = changed.withUrl(url);
        }
        return enabled == null ? changed : changed.withEnabled(enabled);
    }
}
