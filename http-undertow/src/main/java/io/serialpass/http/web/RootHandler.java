package io.serialpass.http.web;

import java.util.List;

/**
 * Says at the root of the server what this is and where to go. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class RootHandler {

    /** Makes the handler. */
    public RootHandler() {}

    /**
     * The call.
     *
     * @return its route, which needs no token
     */
    public List<Route> routes() {
        return List.of(new Route("GET", "/", Access.ANYONE, Route.BodyKind.NONE, request -> answer()));
    }

    private static Response answer() {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("name", "Serialpass");
            json.writeStringField("description", "Keeps serial numbers and the wallet passes that carry them.");
            json.writeObjectFieldStart("paths");
            json.writeStringField(
                    "/api/v1.0/serialNumbers", "the inventory; needs an API token as Authorization: Bearer");
            json.writeStringField("/api/v1.0/items", "the items; needs an API token");
            json.writeStringField("/api/v1.0/passTypes", "the pass types; needs an API token");
            json.writeStringField("/api/v1.0/passes", "the passes; needs an API token");
            json.writeStringField("/v1", "the web service of Apple Wallet");
            json.writeStringField("/health/ready", "whether the server can do its work");
            json.writeStringField("/openapi.json", "all calls as an OpenAPI document");
            json.writeStringField("/console", "the pages for people; sign in with an API token");
            json.writeEndObject();
            json.writeStringField("documentation", "/docs");
            json.writeEndObject();
        });
    }
}
