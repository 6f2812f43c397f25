package io.serialpass.push.apns;

import io.serialpass.organization.PassTypeIdentifier;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Certificates of pass types, which can be replaced. Their subject has the form of Apple's. */
final class Certificates implements ApnsCredentials {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Map<PassTypeIdentifier, ApnsCredential> byType = new ConcurrentHashMap<>();

    /** A certificate that is valid now. */
    static ApnsCredential.Certificate of(PassTypeIdentifier type) {
        Instant now = Clock.systemUTC().instant();
        return of(type, now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
    }

    static ApnsCredential.Certificate of(PassTypeIdentifier type, Instant notBefore, Instant notAfter) {
        int number = NUMBERS.incrementAndGet();
        // Keys of both kinds are in use; those of RSA take longer to make.
        boolean isRsa = number == 1;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(isRsa ? "RSA" : "EC");
            generator.initialize(isRsa ? 2048 : 256);
            KeyPair key = generator.generateKeyPair();
            X500Name subject =
                    new X500Name("UID=" + type.value() + ",CN=Pass Type ID: " + type.value() + ",OU=TEAM123456");
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=A trial authority"),
                                    BigInteger.valueOf(number),
                                    Date.from(notBefore),
                                    Date.from(notAfter),
                                    subject,
                                    key.getPublic())
                            .build(new JcaContentSignerBuilder(isRsa ? "SHA256withRSA" : "SHA256withECDSA")
                                    .build(key.getPrivate())));
            return new ApnsCredential.Certificate(certificate, key.getPrivate(), "certificate " + number);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    Certificates put(PassTypeIdentifier type, ApnsCredential credential) {
        byType.put(type, credential);
        return this;
    }

    @Override
    public ApnsCredential find(PassTypeIdentifier type) {
        return byType.getOrDefault(type, new ApnsCredential.None("There is none."));
    }
}
