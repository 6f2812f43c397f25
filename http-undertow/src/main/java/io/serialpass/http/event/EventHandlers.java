package io.serialpass.http.event;

import io.serialpass.event.EventBounds;
import io.serialpass.event.LoggedEvent;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.organization.Organization;
import io.serialpass.service.EventReadOutcome;
import io.serialpass.service.EventService;
import io.serialpass.service.EventWaits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The call that follows what happens to an organization's rows. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class EventHandlers {

    private static final int MOST = 1_000;
    private static final long USUAL = 100;
    private static final int LONGEST_WAIT_SECONDS = 30;

    private final EventService events;
    private final EventWaits waits;

    /**
     * Makes the handlers.
     *
     * @param events the service that they call
     * @param waits where requests wait for events
     */
    public EventHandlers(EventService events, EventWaits waits) {
        this.events = events;
        this.waits = waits;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/v1.0/events", Access.READER, Route.BodyKind.NONE, this::follow));
    }

    /**
     * A request for events.
     *
     * @param organization whose
     * @param max how many at most
     * @param arrived when it came, by {@link System#nanoTime()}
     * @param patience how long it waits for the first one
     */
    private record Wanted(Organization organization, int max, long arrived, Duration patience) {

        Duration left() {
            return patience.minusNanos(System.nanoTime() - arrived);
        }
    }

    private Response follow(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<Long> after = parameters.integer("after", 0, Long.MAX_VALUE);
        long max = parameters.integer("max", 1, MOST).orElse(USUAL);
        long wait = parameters.integer("wait", 0, LONGEST_WAIT_SECONDS).orElse(0L);
        parameters.rejectUnknown();
        problems.check();
        Duration patience = request.isHead() ? Duration.ZERO : Duration.ofSeconds(wait);
        Wanted wanted = new Wanted(request.organization(), (int) max, System.nanoTime(), patience);
        return read(wanted, after.map(OptionalLong::of).orElseGet(OptionalLong::empty));
    }

    private Response read(Wanted wanted, OptionalLong after) {
        EventReadOutcome outcome = events.read(wanted.organization(), after, wanted.max());
        return outcome.match(page -> page(wanted, page), trimmed -> trimmed(trimmed.bounds()), notReached -> {
            throw notReached(notReached.newest());
        });
    }

    static ApiException notReached(long newest) {
        return ApiException.value(
                "after",
                "must be at most the position of the newest event, " + newest
                        + ". The store may be an older copy of the one that gave the position");
    }

    private Response page(Wanted wanted, EventReadOutcome.Page page) {
        Duration left = wanted.left();
        if (!page.events().isEmpty() || left.isNegative() || left.isZero() || waits.isClosed()) {
            return answer(page);
        }
        return Response.later(
                wake -> waits.begin(wanted.organization(), page.next(), left, wake)
                        .orElseThrow(() -> ApiException.overloaded("Too many requests wait for events already.")),
                () -> read(wanted, OptionalLong.of(page.next())));
    }

    private static Response answer(EventReadOutcome.Page page) {
        return Response.json(200, json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("data");
                    for (LoggedEvent event : page.events()) {
                        EventJson.write(json, event);
                    }
                    json.writeEndArray();
                    json.writeNumberField("next", page.next());
                    json.writeNumberField("newest", page.newest());
                    json.writeEndObject();
                })
                // An answer that somebody on the way keeps is an event that is lost.
                .withHeader("Cache-Control", "no-store");
    }

    /** The error envelope, with the oldest position for a program to read. */
    static Response trimmed(EventBounds bounds) {
        return Response.json(ErrorCode.GONE.status(), json -> {
            json.writeStartObject();
            json.writeStringField("error", ErrorCode.GONE.code());
            json.writeStringField(
                    "error_description",
                    "Some events after this position are not kept any more. The oldest event that is there has the"
                            + " position " + bounds.oldest()
                            + ": read all that you follow once, and go on without after, or"
                            + " with after=" + bounds.beforeOldest() + ".");
            json.writeNumberField("oldest", bounds.oldest());
            json.writeEndObject();
        });
    }
}
