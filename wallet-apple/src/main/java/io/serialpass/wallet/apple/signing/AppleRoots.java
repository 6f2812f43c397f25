package io.serialpass.wallet.apple.signing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;

/**
 * Apple's root certificates that stand above the intermediates of Wallet (WWDR): "Apple Root CA" above G1 to G5, "Apple Root
 * CA - G3" above G6, as Apple publishes them on its page "Apple PKI". A phone trusts no others. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class AppleRoots {

    private static final List<X509Certificate> ROOTS = load();

    private AppleRoots() {}

    private static List<X509Certificate> load() {
        List<X509Certificate> roots = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(
                        AppleRoots.class.getResourceAsStream("apple-roots.pem"), "the resource is in the jar");
                Reader reader = new InputStreamReader(in, StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(reader)) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                roots.add(new JcaX509CertificateConverter().getCertificate((X509CertificateHolder) part));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a resource can be read", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Apple's certificates can be read", e);
        }
        return List.copyOf(roots);
    }

    /**
     * Whether one of Apple's roots issued a certificate.
     *
     * @param intermediate the certificate of an issuer
     * @return true if the signature on it is Apple's
     */
    public static boolean issued(X509Certificate intermediate) {
        return ROOTS.stream().anyMatch(root -> CertificateKeys.isIssuer(root, intermediate));
    }

    static List<X509Certificate> all() {
        return ROOTS;
    }
}
