package io.serialpass.wallet.apple.signing;

import io.serialpass.wallet.UnusableCertificateException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.Set;

/**
 * Finds the certificates and keys that belong together: by a signature that the one makes and the other verifies, never by
 * names alone.
 *
 * @since 0.1
 */
public final class CertificateKeys {

    static final String RSA = "SHA256withRSA";

    private static final String EC = "SHA256withECDSA";

    /** The kinds of keys that Wallet knows. */
    private static final Set<String> KINDS = Set.of("RSA", "EC", "ECDSA");

    private CertificateKeys() {}

    /**
     * Whether a certificate was issued with the key of another one. Its name alone does not tell: a renewed intermediate, and
     * one that somebody made up, have the same.
     *
     * @param candidate the certificate of an issuer
     * @param certificate the certificate
     * @return true if the name and the signature fit
     */
    public static boolean isIssuer(X509Certificate candidate, X509Certificate certificate) {
        return !candidate.equals(certificate) && signed(candidate, certificate);
    }

    /**
     * Whether a certificate was issued with its own key, so that it has no issuer beside itself.
     *
     * @param certificate the certificate
     * @return true if it names itself as its issuer, and the signature fits
     */
    public static boolean isSelfMade(X509Certificate certificate) {
        return signed(certificate, certificate);
    }

    private static boolean signed(X509Certificate candidate, X509Certificate certificate) {
        if (!candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(candidate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /**
     * Whether a key belongs to a certificate.
     *
     * @param certificate the certificate
     * @param key the key
     * @return true if the certificate verifies the signatures of the key
     */
    public static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        PublicKey publicKey = certificate.getPublicKey();
        if (!KINDS.contains(publicKey.getAlgorithm())) {
            return false;
        }
        boolean sameKind = publicKey.getAlgorithm().equals(key.getAlgorithm())
                || (publicKey.getAlgorithm().startsWith("EC")
                        && key.getAlgorithm().startsWith("EC"));
        // Where many are put together, signing with each key would take long.
        boolean sameModulus = !(publicKey instanceof RSAKey ofCertificate)
                || (key instanceof RSAKey other && ofCertificate.getModulus().equals(other.getModulus()));
        byte[] data = {1, 2, 3};
        try {
            return sameKind && sameModulus && verifies(certificate, data, new LocalKey(key).sign(data));
        } catch (SigningException e) {
            return false;
        }
    }

    /** Whether a signature of data is one of a certificate's key. */
    static boolean verifies(X509Certificate certificate, byte[] data, byte[] signed) {
        try {
            // The JDK does not know EC curves without a name.
            Signature signature = Signature.getInstance(signatureAlgorithm(certificate), BouncyCastle.PROVIDER);
            signature.initVerify(certificate);
            signature.update(data);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The algorithm that a key of the kind of a certificate's signs with. */
    static String signatureAlgorithm(X509Certificate certificate) {
        return switch (certificate.getPublicKey().getAlgorithm()) {
            case "RSA" -> RSA;
            case "EC", "ECDSA" -> EC;
            default ->
                throw new UnusableCertificateException("The certificate "
                        + certificate.getSubjectX500Principal().getName() + " has a key that is neither RSA nor EC.");
        };
    }
}
