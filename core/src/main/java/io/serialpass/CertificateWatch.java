package io.serialpass;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.Difference;
import io.serialpass.service.InForceService;
import io.serialpass.storage.BackgroundErrors;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.SigningCertificate;
import io.serialpass.wallet.UnusableCertificateException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks again and again whether there are new certificates, and whether the certificates and the web service URL of this program
 * are in force in the store. Each change is logged once. Safe for use by many threads.
 */
final class CertificateWatch implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(CertificateWatch.class.getName());

    private static final int SECONDS_BETWEEN_LOOKS = 2;

    private final PassPackager packager;
    private final InForceService inForce;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            task -> new Thread(() -> Turn.of(Share.DEVICES).run(task), "serialpass-certificates"));

    /** The failure that was logged last, so that it is not logged again until it changes; only the looking thread uses it. */
    private String failure = "";

    /** The differences that were logged last. */
    private List<Difference> told = List.of();

    CertificateWatch(PassPackager packager, InForceService inForce) {
        this.packager = packager;
        this.inForce = inForce;
    }

    /**
     * Notices what has changed since the program ran last, and begins to look.
     *
     * @param takeOver whether the certificates of this program are put in force though another program that is ready has others
     */
    void start(boolean takeOver) {
        logCertificates();
        log(inForce.start(takeOver));
        var unused = looks.scheduleWithFixedDelay(
                this::look, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    /** Looks once. */
    void look() {
        try {
            reload();
            log(inForce.look());
            failure = "";
        } catch (StorageUnavailableException e) {
            // The storage logs the reason once: not all that meet it do so again.
            LOGGER.log(Level.DEBUG, "The server could not find out which certificates are in force", e);
        } catch (RuntimeException e) {
            if (!failure.equals(String.valueOf(e.getMessage()))) {
                LOGGER.log(Level.ERROR, "The server could not find out which certificates are in force", e);
            }
            failure = String.valueOf(e.getMessage());
        } catch (Error e) {
            BackgroundErrors.report(e);
        }
    }

    private void reload() {
        try {
            if (packager.reload()) {
                logCertificates();
            }
        } catch (UnusableCertificateException e) {
            LOGGER.log(Level.ERROR, "The new certificates cannot be used, the previous ones stay: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "The certificates could not be read again", e);
        }
    }

    private void log(List<PassTypeIdentifier> renewed) {
        if (!renewed.isEmpty()) {
            LOGGER.log(
                    Level.INFO,
                    "Passes of {0} have a new version, because the certificate or the web service URL changed",
                    renewed.stream().map(PassTypeIdentifier::value).toList());
        }
        List<Difference> now = inForce.differences();
        if (!now.equals(told)) {
            now.forEach(difference -> LOGGER.log(Level.WARNING, "Not ready: {0}", difference.sentence()));
        }
        told = now;
    }

    private void logCertificates() {
        for (SigningCertificate certificate : packager.certificates()) {
            LOGGER.log(
                    certificate.isValid() ? Level.INFO : Level.WARNING,
                    "The certificate of {0}, team {1}, is valid from {2} until {3}{4}; its fingerprint is {5}",
                    certificate.passTypeIdentifier().value(),
                    certificate.teamIdentifier(),
                    certificate.notBefore(),
                    certificate.notAfter(),
                    certificate.isComplete() ? "" : "; the intermediate that issued it is not there",
                    certificate.fingerprint());
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        try {
            inForce.stop();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The store was not told that this program stops: {0}", e.getMessage());
        }
    }
}
