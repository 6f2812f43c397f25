package io.serialpass.wallet.apple.doctor;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.SigningCertificate;
import io.serialpass.wallet.apple.signing.CertificateKeys;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import io.serialpass.wallet.apple.template.Shown;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks the certificate that is to sign the packages of a type.
 *
 * @since 0.1
 */
public final class CertificateRules {

    /** So many days before its end a certificate is reported. */
    public static final int DAYS_OF_WARNING = 30;

    private CertificateRules() {}

    /**
     * Looks at the certificate of a type.
     *
     * @param type the type
     * @param team the team that the template names; empty if it leaves that to the certificate
     * @param identities the certificates that there are
     * @param now the time
     * @return what is wrong; empty if nothing is
     */
    public static List<Finding> check(
            PassTypeIdentifier type, Optional<String> team, SigningIdentities identities, Instant now) {
        return check(type, team, identities.find(type, now), now);
    }

    /**
     * Looks at the certificate that is to sign the packages of a type.
     *
     * @param type the type
     * @param team the team that the template names; empty if it leaves that to the certificate
     * @param found the certificate; empty if there is none
     * @param now the time
     * @return what is wrong; empty if nothing is
     */
    public static List<Finding> check(
            PassTypeIdentifier type, Optional<String> team, Optional<SigningIdentity> found, Instant now) {
        Findings findings = new Findings();
        if (found.isEmpty()) {
            findings.incomplete(
                    "certificate",
                    "There is no certificate of the pass type " + type.value() + ".",
                    "Put it with its key into the directory that the option --certificates names.");
            return findings.list();
        }
        SigningIdentity identity = found.get();
        team.filter(wanted -> !wanted.equals(identity.teamIdentifier()))
                .ifPresent(wanted -> findings.error(
                        "teamIdentifier",
                        "The template names the team " + Shown.text(wanted) + " and the certificate the team "
                                + Shown.text(identity.teamIdentifier()) + ".",
                        "Leave teamIdentifier out of the template, or make it that of the certificate."));
        checkValidity("certificate", identity.certificate(), now, findings);
        if (identity.intermediate().isPresent()) {
            checkValidity("intermediate", identity.intermediate().get(), now, findings);
            if (!identity.isFromApple()) {
                findings.add(untrusted("certificate", identity.certificate()));
            }
        } else if (CertificateKeys.isSelfMade(identity.certificate())) {
            findings.add(untrusted("certificate", identity.certificate()));
        } else {
            findings.error(
                    "intermediate",
                    "The certificate's issuer, "
                            + identity.certificate().getIssuerX500Principal().getName() + ", is not there.",
                    "Put that intermediate certificate (Apple's WWDR of the same generation) beside it.");
        }
        return findings.list();
    }

    static void checkValidity(String where, X509Certificate certificate, Instant now, Findings findings) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        // Every package asks this, and a name takes a while to write, so that only a finding writes it.
        if (now.isAfter(end)) {
            findings.error(
                    where,
                    "The certificate " + name(certificate) + " has expired, on " + end + ".",
                    "Get a new one from Apple; the passes that are in phones stay.");
        } else if (now.isBefore(begin)) {
            findings.error(
                    where,
                    "The certificate " + name(certificate) + " is not valid before " + begin + ".",
                    "Wait until then, or look at this machine's clock.");
        } else if (SigningCertificate.daysLeft(end, now) < DAYS_OF_WARNING) {
            findings.warning(
                    where,
                    "The certificate " + name(certificate) + " expires in "
                            + Findings.count((int) SigningCertificate.daysLeft(end, now), "day", "days") + ".",
                    "Get a new one from Apple, and put it beside the old one.");
        }
    }

    /** Says of a certificate which Apple did not issue whose it is. */
    static Finding untrusted(String where, X509Certificate certificate) {
        return Finding.trial(
                where,
                origin(certificate) + " No phone trusts it.",
                "To try passes it will do. For phones get a Pass Type ID certificate from Apple.");
    }

    private static String origin(X509Certificate certificate) {
        if (TrialAuthority.isIssuerOf(certificate)) {
            return "The certificate is one of Serialpass's trial authority, as the demo has it.";
        }
        return CertificateKeys.isSelfMade(certificate)
                ? "The certificate is self-made: its own key signed it, and nobody else."
                : "The certificate was issued by "
                        + Shown.text(certificate.getIssuerX500Principal().getName())
                        + ", which Apple's root certificates did not issue.";
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
