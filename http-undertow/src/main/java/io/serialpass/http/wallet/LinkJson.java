package io.serialpass.http.wallet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response;
import io.serialpass.service.LinkCreateOutcome;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.LinkToken;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.PassLink;
import java.io.IOException;

/**
 * Links as the API shows them. The secret of a link is shown only by the call that makes it.
 *
 * @since 0.1
 */
public final class LinkJson {

    static final String LINKS = "/api/v1.0/links";

    private static final String OPEN = "/p/";

    private LinkJson() {}

    private static String href(LinkId id) {
        return LINKS + "/" + id.value();
    }

    /**
     * Where whoever has a link opens it.
     *
     * @param token the secret of the link
     * @return the path of its page
     */
    public static String path(LinkToken token) {
        return OPEN + token.secret();
    }

    static void write(JsonGenerator json, PassLink link) throws IOException {
        json.writeStartObject();
        writeFields(json, link);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, PassLink link) throws IOException {
        json.writeNumberField("id", link.id().value());
        json.writeArrayFieldStart("passes");
        for (LinkedPass pass : link.passes()) {
            json.writeStartObject();
            json.writeStringField(
                    "passTypeIdentifier", pass.id().passTypeIdentifier().value());
            json.writeStringField("serialNumber", pass.id().serialNumber().value());
            json.writeStringField("href", PassJson.href(pass.id()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("expirationDate", Dates.format(link.expirationDate()));
        PassJson.writeText(json, "dateRevoked", link.dateRevoked().map(Dates::format));
        json.writeStringField("organization", link.organization().name());
        json.writeStringField("dateCreated", Dates.format(link.dateCreated()));
        json.writeStringField("href", href(link.id()));
    }

    static Response answer(PassLink link) {
        return Response.json(200, json -> write(json, link));
    }

    static Response created(LinkCreateOutcome.Created created) {
        String path = path(created.token());
        return Response.json(201, json -> {
                    json.writeStartObject();
                    writeFields(json, created.link());
                    json.writeStringField("path", path);
                    PassJson.writeText(json, "url", created.webServiceUrl().map(address -> address + path));
                    json.writeEndObject();
                })
                .withHeader("Location", href(created.link().id()))
                .withHeader("Cache-Control", "no-store");
    }
}
