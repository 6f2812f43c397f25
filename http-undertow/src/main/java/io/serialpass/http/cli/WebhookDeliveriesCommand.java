package io.serialpass.http.cli;

import io.serialpass.http.web.Dates;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Lists what came of the messages to a webhook. */
@Command(
        name = "deliveries",
        description = "Lists the newest messages to a webhook: id, time, event, state, attempts, and the last reason.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class WebhookDeliveriesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WebhookStore store;

    @Parameters(paramLabel = "ID", description = "The webhook.")
    private long id;

    @Option(
            names = "--state",
            paramLabel = "STATE",
            converter = StateConverter.class,
            description = "Only those that are pending, delivered, failed or givenUp.")
    private @Nullable DeliveryState state;

    @Option(names = "--max", paramLabel = "N", defaultValue = "20", description = "How many, 1 to 100. Default: 20")
    private int max;

    @SuppressWarnings("NullAway.Init") // picocli fills the fields
    WebhookDeliveriesCommand() {}

    static final class StateConverter implements ITypeConverter<DeliveryState> {
        @Override
        public DeliveryState convert(String text) {
            return Arrays.stream(DeliveryState.values())
                    .filter(state -> state.label().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                            + Arrays.stream(DeliveryState.values())
                                    .map(DeliveryState::label)
                                    .collect(Collectors.joining(", "))));
        }
    }

    @Override
    public Integer call() {
        OptionRange.require(spec, "--max", max, 1, 100);
        DeliveryQuery query = new DeliveryQuery(
                new WebhookId(id),
                Optional.ofNullable(state),
                TimeRange.any(),
                new Listing<>(DeliverySort.DATE_CREATED, SortOrder.DESC, PageRequest.first(max)));
        Page<WebhookDelivery> page = store.call((webhooks, organization) -> webhooks.deliveries(organization, query))
                .orElseThrow(() -> WebhookStore.notFound(id));
        PrintWriter out = spec.commandLine().getOut();
        page.rows().forEach(delivery -> out.println(line(delivery)));
        out.flush();
        return 0;
    }

    private static String line(WebhookDelivery delivery) {
        return String.join(
                "\t",
                Long.toString(delivery.id().value()),
                Dates.format(delivery.dateCreated()),
                delivery.event().event().type().label(),
                delivery.state().label(),
                Integer.toString(delivery.attempts()),
                delivery.reason());
    }
}
