package io.serialpass.http.cli;

import io.serialpass.http.web.Dates;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.WebhookId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sends messages again. */
@Command(
        name = "resend",
        description = "Has messages sent again by the server: one of them, or all that were given up.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookResendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @Parameters(paramLabel = "ID", description = "The webhook.")
    private long id;

    @ArgGroup(multiplicity = "1")
    private Which which;

    /** Which messages. */
    static final class Which {
        @Option(
                names = "--delivery",
                paramLabel = "N",
                description = "This one, whatever came of it. 'serialpass webhook deliveries' lists them.")
        private @Nullable Long delivery;

        @Option(
                names = "--since",
                paramLabel = "DATE",
                converter = DateConverter.class,
                description =
                        "All that were given up and were put up at this time or later, such as 2016-08-15T14:52:48Z.")
        private @Nullable Instant since;
    }

    static final class DateConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            return Dates.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no date. Dates look like 2016-08-15T14:52:48Z"));
        }
    }

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookResendCommand() {}

    @Override
    public Integer call() {
        long count = resend();
        PrintWriter out = spec.commandLine().getOut();
        out.println(count + (count == 1 ? " message is" : " messages are") + " to be sent again.");
        out.flush();
        return 0;
    }

    private long resend() {
        WebhookId webhook = new WebhookId(id);
        Long delivery = which.delivery;
        if (delivery != null) {
            return store.call((webhooks, organization) ->
                            webhooks.resend(organization, webhook, new DeliveryId(delivery)))
                    .map(sent -> 1L)
                    .orElseThrow(() -> new CommandFailure(
                            "The webhook " + id + " has no delivery " + delivery + ". 'serialpass webhook deliveries "
                                    + id + "' lists the newest.",
                            new IllegalStateException("not found")));
        }
        Instant since = which.since == null ? Instant.EPOCH : which.since;
        return store.call((webhooks, organization) -> webhooks.resendGivenUp(organization, webhook, since))
                .orElseThrow(() -> WebhookStore.notFound(id));
    }
}
