package io.serialpass.simulator.apns;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/**
 * Decides which certificates of clients are taken: those that are valid now, and that one of some authorities issued, where
 * authorities are given. Safe for use by many threads.
 */
final class ClientCertificates extends X509ExtendedTrustManager {

    private static final X509Certificate[] NONE = {};

    private final Clock clock;
    private final List<X509Certificate> authorities;

    ClientCertificates(Clock clock, List<X509Certificate> authorities) {
        this.clock = clock;
        this.authorities = authorities;
    }

    /** The topic that a client's certificate is for: the UID of its subject. Empty where the client showed no certificate. */
    static Optional<String> topic(SSLSession session) throws CertificateException {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate) session.getPeerCertificates()[0];
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
        RDN[] found = new JcaX509CertificateHolder(certificate).getSubject().getRDNs(BCStyle.UID);
        return Optional.of(
                found.length == 0
                        ? ""
                        : IETFUtils.valueToString(found[0].getFirst().getValue()));
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        X509Certificate certificate = chain[0];
        certificate.checkValidity(Date.from(clock.instant()));
        if (!authorities.isEmpty() && authorities.stream().noneMatch(authority -> isIssuer(authority, certificate))) {
            throw new CertificateException("Nobody known issued the certificate.");
        }
    }

    private static boolean isIssuer(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        throw new CertificateException("It checks clients alone.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        throw new CertificateException("It checks clients alone.");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        throw new CertificateException("It checks clients alone.");
    }

    /** Names nobody, so that a client with any certificate shows it. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return NONE;
    }
}
