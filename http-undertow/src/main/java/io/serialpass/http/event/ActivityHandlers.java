package io.serialpass.http.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.event.ActivityKind;
import io.serialpass.event.HourOfActivity;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.query.TimeRange;
import io.serialpass.service.ActivityService;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;

/**
 * The call that tells how often things happened in each hour. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ActivityHandlers {

    private final ActivityService activity;

    /**
     * Makes the handlers.
     *
     * @param activity the service that they call
     */
    public ActivityHandlers(ActivityService activity) {
        this.activity = activity;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(new Route("GET", "/api/v1.0/activity", Access.READER, Route.BodyKind.NONE, this::list));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        TimeRange hours = TimeFilters.read(parameters, "hour", new HashMap<>());
        parameters.rejectUnknown();
        problems.check();
        List<HourOfActivity> found = activity.list(request.organization(), hours);
        return Response.json(200, json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("data");
                    for (HourOfActivity hour : found) {
                        write(json, hour);
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                })
                .withHeader("Cache-Control", "no-store");
    }

    private static void write(JsonGenerator json, HourOfActivity hour) throws IOException {
        json.writeStartObject();
        json.writeStringField("hour", Dates.format(hour.hour()));
        for (ActivityKind kind : ActivityKind.values()) {
            json.writeNumberField(kind.label(), hour.count(kind));
        }
        json.writeEndObject();
    }
}
