package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UnusableCertificateException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * Reads a Pass Type ID certificate, as Apple's "Wallet Developer Guide" has it: the UID of its subject is the pass type,
 * the organizational unit is the team.
 *
 * @since 0.1
 */
public final class PassCertificate {

    /** Apple's mark of Pass Type ID certificates, whose value is the pass type. */
    public static final String PASS_TYPE_EXTENSION = "1.2.840.113635.100.6.1.16";

    /** How each identifier of a pass type begins. Certificates of apps, web sites, orders and developers have a UID too. */
    private static final String PASS = "pass.";

    private PassCertificate() {}

    /**
     * The pass type that a certificate is for.
     *
     * @param certificate any certificate
     * @return the type; empty if it is no Pass Type ID certificate: one without a UID, or one whose UID does not begin as that of
     *     a pass type, and which has no mark of Apple's either
     */
    public static Optional<PassTypeIdentifier> passTypeIdentifier(X509Certificate certificate) {
        boolean isMarked = certificate.getExtensionValue(PASS_TYPE_EXTENSION) != null;
        return subject(certificate, BCStyle.UID)
                .filter(uid -> isMarked || uid.startsWith(PASS))
                .flatMap(uid -> {
                    try {
                        return Optional.of(new PassTypeIdentifier(uid));
                    } catch (IllegalArgumentException e) {
                        return Optional.empty();
                    }
                });
    }

    /**
     * The team that a certificate belongs to.
     *
     * @param certificate any certificate
     * @return the team identifier; empty if it names none
     */
    public static Optional<String> teamIdentifier(X509Certificate certificate) {
        return subject(certificate, BCStyle.OU);
    }

    private static Optional<String> subject(X509Certificate certificate, ASN1ObjectIdentifier part) {
        try {
            X500Name subject = new JcaX509CertificateHolder(certificate).getSubject();
            RDN[] found = subject.getRDNs(part);
            return found.length == 0
                    ? Optional.empty()
                    : Optional.of(IETFUtils.valueToString(found[0].getFirst().getValue()));
        } catch (CertificateEncodingException e) {
            throw new UnusableCertificateException("A certificate cannot be encoded.", e);
        }
    }
}
