package io.serialpass.http.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.Serialpass;
import io.serialpass.turn.Share;
import io.serialpass.wallet.SigningCertificate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Says whether the process lives, and whether it can do its work. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class HealthHandlers {

    private final Serialpass app;
    private final Readiness readiness;
    private volatile boolean stopping;

    /**
     * Makes the handlers.
     *
     * @param app the application whose health is told
     */
    public HealthHandlers(Serialpass app) {
        this.app = app;
        this.readiness = new Readiness(app);
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/health/live", Access.ANYONE, Optional.empty(), request -> status(200, "UP", "", json -> {})),
                Route.get("/health/ready", Access.ANYONE, Optional.of(Share.HEALTH), request -> ready()));
    }

    /** From now on the server is not ready. */
    public void stopping() {
        stopping = true;
    }

    private Response ready() {
        if (stopping) {
            return down("The server is stopping.");
        }
        return readiness.whyNot().map(this::down).orElseGet(() -> status(200, "UP", "", this::writeCertificates));
    }

    private Response down(String reason) {
        return status(503, "DOWN", reason, this::writeCertificates);
    }

    /** Writes the field {@code certificates} where there are any: how many days each is valid yet, and why pushes wait. */
    private void writeCertificates(JsonGenerator json) throws IOException {
        List<SigningCertificate> certificates = app.packager().certificates();
        if (certificates.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("certificates");
        for (SigningCertificate certificate : certificates) {
            json.writeStartObject();
            json.writeStringField(
                    "passTypeIdentifier", certificate.passTypeIdentifier().value());
            json.writeStringField("fingerprint", certificate.fingerprint());
            json.writeNumberField("daysLeft", certificate.daysLeft(app.clock().instant()));
            if (app.hasPushes()) {
                // Not a reason to be not ready: phones can register, ask and fetch all the same.
                json.writeStringField(
                        "pushesWait",
                        app.pushes()
                                .whyWaiting(certificate.passTypeIdentifier())
                                .orElse(null));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static Response status(int status, String word, String reason, Response.JsonWriter details) {
        return Response.json(status, json -> {
            json.writeStartObject();
            json.writeStringField("status", word);
            if (!reason.isEmpty()) {
                json.writeStringField("reason", reason);
            }
            details.write(json);
            json.writeEndObject();
        });
    }
}
