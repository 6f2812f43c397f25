package io.serialpass.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.Difference;
import io.serialpass.service.InForceService;
import io.serialpass.storage.BackgroundErrors;
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
 * Looks again and again whether there are new certificates, and whether what this server has is in force in the store. Phones
 * are told of what was put in force. Safe for use by many threads.
 */
final class CertificateWatch implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(CertificateWatch.class.getName());

    private static final int SECONDS_BETWEEN_LOOKS = 2;

    private final SigningIdentities identities;
    private final InForceService inForce;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(() -> Turn.of(Share.DEVICES).run(task), "serialpass-certificates"));

    /** For the one thread that looks: what it logged is not logged again until it changes. */
    private String failure = "";

    private List<String> told = List.of();

    CertificateWatch(SigningIdentities identities, InForceService inForce, Clock clock) {
        this.identities = identities;
        this.inForce = inForce;
        this.clock = clock;
    }

    /**
     * Notices what has changed since the server ran last, and begins to look.
     *
     * @param takeOver whether what this server has is put in force though another server is ready
     */
    void start(boolean takeOver) {
        tell();
        tell(inForce.start(takeOver));
        var unused = looks.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            if (identities.reload()) {
                tell();
            }
        } catch (UnusableCertificateException e) {
            LOGGER.log(Level.ERROR, "The certificates of before stay: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "The certificates could not be looked at", e);
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
        try {
            tell(inForce.look());
            failure = "";
        } catch (RuntimeException e) {
            if (!failure.equals(String.valueOf(e.getMessage()))) {
                LOGGER.log(Level.ERROR, "Which certificates are in force could not be found out", e);
            }
            failure = String.valueOf(e.getMessage());
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
    }

    private void tell(List<PassTypeIdentifier> renewed) {
        if (!renewed.isEmpty()) {
            LOGGER.log(
                    Level.INFO,
                    "Passes of {0} have a new version, for a new certificate or web service URL",
                    renewed.stream().map(PassTypeIdentifier::value).toList());
        }
        List<String> now = differences();
        if (!now.equals(told)) {
            now.forEach(difference -> LOGGER.log(Level.WARNING, "Not ready: {0}", difference));
        }
        told = now;
    }

    /** How this server differs from what is in force, and what to do; empty for a server that can make packages. */
    List<String> differences() {
        return inForce.differences().stream().map(CertificateWatch::sentence).toList();
    }

    private static String sentence(Difference difference) {
        if (difference instanceof Difference.OtherSigner signer) {
            return "Another certificate is in force for " + signer.type().value() + ": its fingerprint is "
                    + signer.inForce() + ", and this server has "
                    + signer.here()
                            .map(here -> "the one with the fingerprint " + here)
                            .orElse("none")
                    + ". Put the certificate in force beside it, or start this server with --take-over to put its own in force.";
        }
        Difference.OtherWebService service = (Difference.OtherWebService) difference;
        return "Another web service URL is in force, " + service.inForce() + ", and this server was started with "
                + service.here()
                + ". Start it with the one in force or without one, or with --take-over to put its own in force.";
    }

    /** Says which there are, and what is wrong with them. */
    private void tell() {
        Instant now = clock.instant();
        for (SigningIdentity identity : identities.all()) {
            LOGGER.log(
                    identity.isValid(now) ? Level.INFO : Level.WARNING,
                    "The certificate of {0}, team {1}, is valid from {2} until {3}{4}; its fingerprint is {5}",
                    identity.passTypeIdentifier().value(),
                    identity.teamIdentifier(),
                    identity.notBefore(),
                    identity.notAfter(),
                    identity.intermediate().isPresent() ? "" : "; the intermediate that issued it is not there",
                    identity.fingerprint());
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
            json.writeStringField("fingerprint", identity.fingerprint());
            json.writeNumberField("daysLeft", CertificateRules.daysLeft(identity.notAfter(), clock.instant()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        try {
            inForce.stop();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The store was not told that this server stops: {0}", e.getMessage());
        }
    }
}
