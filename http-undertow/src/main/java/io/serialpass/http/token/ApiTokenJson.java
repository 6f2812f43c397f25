package io.serialpass.http.token;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.IssuedToken;
import java.io.IOException;

/** API tokens as the API shows them. A secret is shown only by the call that makes it. */
final class ApiTokenJson {

    static final String TOKENS = "/api/v1.0/tokens";

    private ApiTokenJson() {}

    static String href(ApiTokenId id) {
        return TOKENS + "/" + id.value();
    }

    static void write(JsonGenerator json, IssuedToken token) throws IOException {
        json.writeStartObject();
        writeFields(json, token);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, IssuedToken token) throws IOException {
        json.writeNumberField("id", token.id().value());
        json.writeStringField("name", token.details().name());
        json.writeStringField("role", token.details().role().label());
        json.writeStringField(
                "expirationDate",
                token.details().expirationDate().map(Dates::format).orElse(null));
        json.writeStringField("organization", token.organization().name());
        json.writeStringField("dateCreated", Dates.format(token.dateCreated()));
        json.writeStringField("lastUsed", token.lastUsed().map(Dates::format).orElse(null));
        json.writeStringField("href", href(token.id()));
    }

    static Response answer(IssuedToken token) {
        return Response.json(200, json -> write(json, token));
    }

    static Response created(IssuedToken token, ApiToken secret) {
        return Response.json(201, json -> {
                    json.writeStartObject();
                    writeFields(json, token);
                    json.writeStringField("token", secret.secret());
                    json.writeEndObject();
                })
                .withHeader("Location", href(token.id()))
                .withHeader("Cache-Control", "no-store");
    }
}
