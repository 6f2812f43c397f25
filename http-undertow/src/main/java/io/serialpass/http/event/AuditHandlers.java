package io.serialpass.http.event;

import io.serialpass.event.AuditFilter;
import io.serialpass.event.EventType;
import io.serialpass.event.LoggedEvent;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.query.TimeRange;
import io.serialpass.service.EventReadOutcome;
import io.serialpass.service.EventService;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The call of the audit trail: who changed what. It reads the event log, and there is no second log. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class AuditHandlers {

    private static final int MOST = 1_000;
    private static final long USUAL = 100;

    private final EventService events;

    /**
     * Makes the handlers.
     *
     * @param events the service that they call
     */
    public AuditHandlers(EventService events) {
        this.events = events;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/v1.0/audit", Access.ADMINISTRATOR, Route.BodyKind.NONE, this::read));
    }

    private Response read(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<Long> after = parameters.integer("after", 0, Long.MAX_VALUE);
        long max = parameters.integer("max", 1, MOST).orElse(USUAL);
        Optional<ApiTokenId> token =
                parameters.integer("tokenId", 1, Long.MAX_VALUE).map(ApiTokenId::new);
        Optional<EventType> type = parameters.value(
                "type", EventType::ofLabel, "must be the type of an event, such as serialNumbers.sold");
        TimeRange time = TimeFilters.read(parameters, "time", new HashMap<>());
        parameters.rejectUnknown();
        problems.check();
        EventReadOutcome outcome = events.audit(
                request.organization(),
                new AuditFilter(token, type, time),
                after.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                (int) max);
        return outcome.match(AuditHandlers::answer, trimmed -> EventHandlers.trimmed(trimmed.bounds()), notReached -> {
            throw EventHandlers.notReached(notReached.newest());
        });
    }

    private static Response answer(EventReadOutcome.Page page) {
        return Response.json(200, json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("data");
                    for (LoggedEvent event : page.events()) {
                        EventJson.writeWithActor(json, event, event.actor().orElseThrow());
                    }
                    json.writeEndArray();
                    json.writeNumberField("next", page.next());
                    json.writeNumberField("newest", page.newest());
                    json.writeEndObject();
                })
                .withHeader("Cache-Control", "no-store");
    }
}
