package io.serialpass.http.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate with its key, and the certificates of its issuers. Immutable. It shows no key as text.
 *
 * @param key the private key
 * @param chain the certificate, then its issuer, then the issuer's issuer, as far as they are known
 */
record TlsIdentity(PrivateKey key, List<X509Certificate> chain) {

    private static final byte[] PROBE = {1, 2, 3};

    /**
     * Puts a key and its certificates together. The certificates may stand in any order.
     *
     * @throws UnusableTlsFilesException if they do not fit
     */
    static TlsIdentity of(PemFile certificates, PemFile keys) {
        if (certificates.certificates().isEmpty()) {
            throw new UnusableTlsFilesException(
                    "The file " + certificates.file() + " holds no certificate in PEM (BEGIN CERTIFICATE).");
        }
        if (keys.keys().size() != 1) {
            throw new UnusableTlsFilesException("The file " + keys.file() + " holds "
                    + (keys.keys().isEmpty() ? "no private key in PEM" : "several private keys")
                    + "; it must hold the one key of the certificate.");
        }
        PrivateKey key = keys.keys().get(0);
        X509Certificate own = certificates.certificates().stream()
                .filter(certificate -> isPair(certificate, key))
                .findFirst()
                .orElseThrow(() -> new UnusableTlsFilesException("The key in " + keys.file()
                        + " does not belong to a certificate in " + certificates.file() + "."));
        return new TlsIdentity(key, chain(own, certificates.certificates()));
    }

    private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> all) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        Optional<X509Certificate> next = issuer(own, all);
        while (next.isPresent() && !chain.contains(next.get())) {
            chain.add(next.get());
            next = issuer(next.get(), all);
        }
        return List.copyOf(chain);
    }

    private static Optional<X509Certificate> issuer(X509Certificate certificate, List<X509Certificate> all) {
        return all.stream()
                .filter(other -> !other.equals(certificate)
                        && other.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .findFirst();
    }

    /** Whether what the key signs is verified by the certificate. */
    private static boolean isPair(X509Certificate certificate, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    /** The certificate that clients see first. */
    X509Certificate certificate() {
        return chain.get(0);
    }

    @Override
    public String toString() {
        return "the certificate of " + certificate().getSubjectX500Principal().getName();
    }
}
