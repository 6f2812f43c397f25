package io.serialpass.http.webhook;

import io.serialpass.event.EventType;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.service.webhook.WebhookService;
import io.serialpass.webhook.Webhook;
import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookDetails;
import io.serialpass.webhook.WebhookId;
import io.serialpass.webhook.WebhookQuery;
import io.serialpass.webhook.WebhookSecret;
import io.serialpass.webhook.WebhookSort;
import io.serialpass.webhook.WebhookUrl;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The calls of webhooks. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class WebhookHandlers {

    private static final String WORDS = "webhook";

    private final WebhookService webhooks;
    private final WebhookTrials trials;

    /**
     * Makes the handlers.
     *
     * @param webhooks the service that they call
     */
    public WebhookHandlers(WebhookService webhooks) {
        this.webhooks = webhooks;
        this.trials = new WebhookTrials(webhooks);
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String all = WebhookJson.WEBHOOKS;
        String one = all + "/{id}";
        return List.of(
                new Route("GET", all, Access.READER, BodyKind.NONE, this::list),
                new Route("POST", all, Access.ADMINISTRATOR, BodyKind.JSON, this::create),
                new Route("GET", one, Access.READER, BodyKind.NONE, this::show),
                new Route("PUT", one, Access.ADMINISTRATOR, BodyKind.JSON, this::update),
                new Route("DELETE", one, Access.ADMINISTRATOR, BodyKind.NONE, this::delete),
                new Route("POST", one + "/secret", Access.ADMINISTRATOR, BodyKind.NONE, this::rotate),
                new Route("POST", one + "/test", Access.ADMINISTRATOR, BodyKind.NONE, this::test));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        TimeRange lastUpdated = TimeFilters.read(parameters, "lastUpdated", sent);
        Paging<Webhook, WebhookSort> paging =
                Paging.read(WebhookJson.WEBHOOKS, parameters, WebhookSort.values(), WebhookSort.DATE_CREATED);
        Listing<WebhookSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        WebhookQuery query = new WebhookQuery(request.organization(), dateCreated, lastUpdated, listing);
        return paging.answer(request.organization(), sent, webhooks.list(query), WebhookJson::write);
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.require("url");
        Optional<WebhookUrl> url = body.text("url", WebhookUrl::new);
        UnaryOperator<WebhookDetails> rest = change(body);
        Optional<WebhookSecret> secret = body.text("secret", WebhookSecret::new);
        body.rejectUnknown();
        problems.check();
        return webhooks.create(request.organization(), rest.apply(WebhookDetails.of(url.orElseThrow())), secret)
                .match(
                        created -> WebhookJson.created(created.webhook(), created.secret()),
                        refused -> {
                            throw ApiException.value("url", refused.reason());
                        },
                        tooMany -> {
                            throw new ApiException(
                                    ErrorCode.INVALID_PARAM_VALUE,
                                    "The organization has " + tooMany.most()
                                            + " webhooks, which is the most that it may have. Delete one first.");
                        });
    }

    private static UnaryOperator<WebhookDetails> change(JsonBody body) {
        Optional<WebhookUrl> url = body.text("url", WebhookUrl::new);
        boolean chosen = body.has("events");
        Optional<List<EventType>> events =
                body.texts("events", EventType.followed().size(), WebhookHandlers::eventType);
        boolean typed = body.has("passTypeIdentifier");
        Optional<PassTypeIdentifier> passType = body.text("passTypeIdentifier", PassTypeIdentifier::new);
        boolean described = body.has("description");
        Optional<String> description = body.text("description", WebhookDetails::requireDescription);
        Optional<Boolean> enabled = body.bool("enabled");
        return details -> {
            WebhookDetails changed = url.map(details::withUrl).orElse(details);
            changed = chosen ? changed.withEvents(events.orElse(List.of())) : changed;
            changed = typed ? changed.withPassTypeIdentifier(passType) : changed;
            changed = described ? changed.withDescription(description) : changed;
            return enabled.map(changed::withEnabled).orElse(changed);
        };
    }

    private static EventType eventType(String label) {
        return EventType.ofLabel(label)
                .filter(EventType::isFollowed)
                .orElseThrow(() -> new IllegalArgumentException("must hold names of events: "
                        + EventType.followed().stream().map(EventType::label).collect(Collectors.joining(", "))));
    }

    private static WebhookId id(Request request) {
        Problems problems = new Problems();
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<WebhookId> id = request.id(WebhookId::new, problems);
        problems.check();
        return id.orElseThrow();
    }

    static ApiException notFound(WebhookId id) {
        return ApiException.notFound(WORDS, "id", id.value());
    }

    private Response show(Request request) {
        WebhookId id = id(request);
        return webhooks.find(request.organization(), id)
                .map(WebhookJson::answer)
                .orElseThrow(() -> notFound(id));
    }

    private Response update(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<WebhookId> id = request.id(WebhookId::new, problems);
        body.rejectNull("url");
        body.rejectNull("enabled");
        UnaryOperator<WebhookDetails> change = change(body);
        body.rejectUnknown();
        problems.check();
        return webhooks.update(request.organization(), id.orElseThrow(), change)
                .match(
                        updated -> WebhookJson.answer(updated.webhook()),
                        notFound -> {
                            throw notFound(id.get());
                        },
                        refused -> {
                            throw ApiException.value("url", refused.reason());
                        });
    }

    private Response delete(Request request) {
        WebhookId id = id(request);
        if (!webhooks.delete(request.organization(), id)) {
            throw notFound(id);
        }
        return Response.deleted();
    }

    private Response rotate(Request request) {
        WebhookId id = id(request);
        return webhooks.rotate(request.organization(), id)
                .map(WebhookJson::secret)
                .orElseThrow(() -> notFound(id));
    }

    private Response test(Request request) {
        WebhookId id = id(request);
        long begin = System.nanoTime();
        WebhookAnswer answer = trials.run(request.organization(), id).orElseThrow(() -> notFound(id));
        return WebhookJson.tested(answer, Duration.ofNanos(System.nanoTime() - begin));
    }
}
