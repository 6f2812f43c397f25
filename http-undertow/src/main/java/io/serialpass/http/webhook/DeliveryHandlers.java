package io.serialpass.http.webhook;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.webhook.WebhookService;
import io.serialpass.webhook.DeliveryId;
import io.serialpass.webhook.DeliveryQuery;
import io.serialpass.webhook.DeliverySort;
import io.serialpass.webhook.DeliveryState;
import io.serialpass.webhook.WebhookDelivery;
import io.serialpass.webhook.WebhookId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The calls of what came of messages to webhooks. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DeliveryHandlers {

    /** A page reads the events too, and each can be large. */
    private static final int MOST_ROWS = 100;

    private final WebhookService webhooks;

    /**
     * Makes the handlers.
     *
     * @param webhooks the service that they call
     */
    public DeliveryHandlers(WebhookService webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String one = WebhookJson.WEBHOOKS + "/{id}";
        String delivery = one + "/deliveries/{delivery}";
        return List.of(
                new Route("GET", one + "/deliveries", Access.READER, BodyKind.NONE, this::list),
                new Route("GET", delivery, Access.READER, BodyKind.NONE, this::show),
                new Route("POST", delivery + "/resend", Access.ADMINISTRATOR, BodyKind.NONE, this::resend),
                new Route("POST", one + "/resend", Access.ADMINISTRATOR, BodyKind.JSON, this::resendGivenUp));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<WebhookId> id = request.id(WebhookId::new, problems);
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<DeliveryState> state = parameters.choice("state", states());
        state.ifPresent(wanted -> sent.put("state", wanted.label()));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        String path = WebhookJson.WEBHOOKS + "/" + request.variable("id") + "/deliveries";
        Paging<WebhookDelivery, DeliverySort> paging = Paging.read(
                path, parameters, DeliverySort.values(), DeliverySort.DATE_CREATED, SortOrder.DESC, MOST_ROWS);
        Listing<DeliverySort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        DeliveryQuery query = new DeliveryQuery(id.orElseThrow(), state, dateCreated, listing);
        Page<WebhookDelivery> page = webhooks.deliveries(request.organization(), query)
                .orElseThrow(() -> WebhookHandlers.notFound(query.webhook()));
        return paging.answer(request.organization(), sent, page, WebhookJson::write);
    }

    private static Map<String, DeliveryState> states() {
        Map<String, DeliveryState> states = new LinkedHashMap<>();
        for (DeliveryState state : DeliveryState.values()) {
            states.put(state.label(), state);
        }
        return states;
    }

    /** The webhook and the delivery that a path names. */
    private record Named(WebhookId webhook, DeliveryId delivery) {

        static Named in(Request request) {
            Problems problems = new Problems();
            new QueryParameters(request.query(), problems).rejectUnknown();
            Optional<WebhookId> webhook = request.id(WebhookId::new, problems);
            Optional<Long> delivery = QueryParameters.id(request.variable("delivery"));
            if (delivery.isEmpty()) {
                problems.type("delivery");
            }
            problems.check();
            return new Named(webhook.orElseThrow(), new DeliveryId(delivery.orElseThrow()));
        }

        ApiException notFound() {
            return ApiException.notFound("delivery of the webhook", "id", delivery.value());
        }
    }

    private Response show(Request request) {
        Named named = Named.in(request);
        return webhooks.delivery(request.organization(), named.webhook(), named.delivery())
                .map(delivery -> WebhookJson.answer(200, delivery))
                .orElseThrow(named::notFound);
    }

    private Response resend(Request request) {
        Named named = Named.in(request);
        return webhooks.resend(request.organization(), named.webhook(), named.delivery())
                .map(delivery -> WebhookJson.answer(202, delivery))
                .orElseThrow(named::notFound);
    }

    private Response resendGivenUp(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<WebhookId> id = request.id(WebhookId::new, problems);
        body.require("since");
        Optional<Instant> since = body.date("since");
        body.rejectUnknown();
        problems.check();
        OptionalLong count = webhooks.resendGivenUp(request.organization(), id.orElseThrow(), since.orElseThrow());
        if (count.isEmpty()) {
            throw WebhookHandlers.notFound(id.get());
        }
        return Response.json(202, json -> {
            json.writeStartObject();
            json.writeNumberField("count", count.getAsLong());
            json.writeEndObject();
        });
    }
}
