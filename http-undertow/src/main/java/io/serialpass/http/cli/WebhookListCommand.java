package io.serialpass.http.cli;

import io.serialpass.event.EventType;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.webhook.WebhookService;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSort;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists webhooks. */
@Command(
        name = "list",
        description = "Lists webhooks: id, on or off, URL, events, pass type, and why one is off.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookListCommand() {}

    @Override
    public Integer call() {
        List<Webhook> found = store.call((webhooks, organization) -> webhooks.list(new WebhookQuery(
                        organization,
                        TimeRange.any(),
                        TimeRange.any(),
                        new Listing<>(
                                WebhookSort.DATE_CREATED,
                                SortOrder.ASC,
                                PageRequest.first(WebhookService.MOST_WEBHOOKS))))
                .rows());
        PrintWriter out = spec.commandLine().getOut();
        found.forEach(webhook -> out.println(line(webhook)));
        out.flush();
        return 0;
    }

    private static String line(Webhook webhook) {
        return String.join(
                "\t",
                Long.toString(webhook.id().value()),
                webhook.details().isEnabled() ? "on" : "off",
                webhook.details().url().value(),
                webhook.details().events().isEmpty()
                        ? "all events"
                        : webhook.details().events().stream()
                                .map(EventType::label)
                                .collect(Collectors.joining(",")),
                webhook.details().passTypeIdentifier().map(type -> type.value()).orElse("all pass types"),
                webhook.offReason().or(() -> webhook.details().description()).orElse(""));
    }
}
