package io.serialpass.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassTypeService;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.apple.doctor.CertificateRules;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.UnusableCertificateException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks again and again whether there are new certificates: one that was put in its place is used from then on, and phones
 * are told. Safe for use by many threads.
 */
final class CertificateWatch implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(CertificateWatch.class.getName());

    private static final int SECONDS_BETWEEN_LOOKS = 2;

    private final SigningIdentities identities;
    private final PassTypeService passTypes;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(() -> Turn.of(Share.DEVICES).run(task), "serialpass-certificates"));

    CertificateWatch(SigningIdentities identities, PassTypeService passTypes, Clock clock) {
        this.identities = identities;
        this.passTypes = passTypes;
        this.clock = clock;
    }

    /** Notices what has changed since the server ran last, and begins to look. */
    void start() {
        tell();
        passTypes.certificatesChanged();
        var unused = looks.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            if (identities.reload()) {
                tell();
            }
            List<PassTypeIdentifier> renewed = passTypes.certificatesChanged();
            if (!renewed.isEmpty()) {
                LOGGER.log(
                        Level.INFO,
                        "Passes of {0} have a new version, for a new certificate",
                        renewed.stream().map(PassTypeIdentifier::value).toList());
            }
        } catch (UnusableCertificateException e) {
            LOGGER.log(Level.ERROR, "The certificates of before stay: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "The certificates could not be looked at", e);
        }
    }

    /** Says which there are, and what is wrong with them. */
    private void tell() {
        Instant now = clock.instant();
        for (SigningIdentity identity : identities.all()) {
            LOGGER.log(
                    identity.isValid(now) ? Level.INFO : Level.WARNING,
                    "The certificate of {0}, team {1}, is valid from {2} until {3}{4}",
                    identity.passTypeIdentifier().value(),
                    identity.teamIdentifier(),
                    identity.notBefore(),
                    identity.notAfter(),
                    identity.intermediate().isPresent() ? "" : "; the intermediate that issued it is not there");
        }
    }

    /** Writes the field {@code certificates} where there are any: how many days each is valid yet. */
    void write(JsonGenerator json) throws IOException {
        if (identities.all().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("certificates");
        for (SigningIdentity identity : identities.all()) {
            json.writeStartObject();
            json.writeStringField(
                    "passTypeIdentifier", identity.passTypeIdentifier().value());
            json.writeNumberField("daysLeft", CertificateRules.daysLeft(identity.notAfter(), clock.instant()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
