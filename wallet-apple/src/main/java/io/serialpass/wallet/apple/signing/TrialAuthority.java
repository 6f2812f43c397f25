package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemGenerationException;

/**
 * Issues Pass Type ID certificates for demonstrations and tests, in the form of Apple's: a root, an intermediate, and a
 * certificate for each pass type. Phones do not trust them. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class TrialAuthority {

    private static final X500Name INTERMEDIATE = new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.CN, "Serialpass Trial Intermediate, not trusted by anybody")
            .build();
    private static final Duration VALIDITY = Duration.ofDays(10 * 365);

    private final SecureRandom random;
    private final X509Certificate root;
    private final X509Certificate intermediate;
    private final KeyPair intermediateKey;

    private TrialAuthority(
            SecureRandom random, X509Certificate root, X509Certificate intermediate, KeyPair intermediateKey) {
        this.random = random;
        this.root = root;
        this.intermediate = intermediate;
        this.intermediateKey = intermediateKey;
    }

    /**
     * Makes an authority with keys of its own.
     *
     * @param now from when on it is valid
     * @param random the source of keys
     * @return the authority
     */
    public static TrialAuthority create(Instant now, SecureRandom random) {
        X500Name rootName = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, "Serialpass Trial Root, not trusted by anybody")
                .build();
        KeyPair rootKey = keyPair("RSA", random);
        KeyPair key = keyPair("RSA", random);
        Validity validity = new Validity(now, now.plus(VALIDITY));
        return new TrialAuthority(
                random,
                certificate(authority(rootName, rootName, rootKey, validity, random), rootKey.getPrivate()),
                certificate(authority(rootName, INTERMEDIATE, key, validity, random), rootKey.getPrivate()),
                key);
    }

    /**
     * Whether a certificate says that a trial authority issued it, this one or another.
     *
     * @param certificate any certificate
     * @return true if it names one as its issuer
     */
    public static boolean isIssuerOf(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded())
                .equals(INTERMEDIATE);
    }

    private record Validity(Instant notBefore, Instant notAfter) {}

    /**
     * A certificate and its key.
     *
     * @param certificate the certificate
     * @param key its private key
     * @since 0.1
     */
    public record Issued(X509Certificate certificate, PrivateKey key) {
        /**
         * Both in a form that {@link CertificateFiles} reads.
         *
         * @return PEM, the key not encrypted
         */
        public String toPem() {
            try {
                // PKCS #8, since the older form of an EC key may lose its curve.
                return pem(new JcaPKCS8Generator(key, null), certificate);
            } catch (PemGenerationException e) {
                throw new IllegalStateException("a key can be encoded", e);
            }
        }

        /**
         * Both as Keychain and others export them.
         *
         * @param passPhrase the pass phrase that encrypts the key
         * @return a PKCS #12 file
         */
        public byte[] toPkcs12(char[] passPhrase) {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("pass type", key, passPhrase, new Certificate[] {certificate});
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                store.store(bytes, passPhrase);
                return bytes.toByteArray();
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("every Java platform writes PKCS #12", e);
            }
        }
    }

    /**
     * A certificate in a form that {@link CertificateFiles} reads.
     *
     * @param certificate the certificate
     * @return PEM
     */
    public static String toPem(X509Certificate certificate) {
        return pem(certificate);
    }

    private static String pem(Object... parts) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (Object part : parts) {
                pem.writeObject(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString();
    }

    /**
     * The certificate that all others go back to.
     *
     * @return the certificate, signed by itself
     */
    public X509Certificate root() {
        return root;
    }

    /**
     * The certificate that issues those of pass types.
     *
     * @return the certificate
     */
    public X509Certificate intermediate() {
        return intermediate;
    }

    /**
     * Issues a certificate.
     *
     * @param type the pass type
     * @param team the team
     * @param keyAlgorithm {@code RSA} or {@code EC}
     * @param notBefore from when on it is valid
     * @param notAfter until when
     * @return the certificate and a new key
     */
    public Issued issue(
            PassTypeIdentifier type, String team, String keyAlgorithm, Instant notBefore, Instant notAfter) {
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.UID, type.value())
                .addRDN(BCStyle.CN, "Pass Type ID: " + type.value())
                .addRDN(BCStyle.OU, team)
                .build();
        KeyPair key = keyPair(keyAlgorithm, random);
        X509v3CertificateBuilder builder = builder(
                intermediate.getSubjectX500Principal().getEncoded(),
                subject,
                key,
                new Validity(notBefore, notAfter),
                random);
        try {
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    new ASN1ObjectIdentifier(PassCertificate.PASS_TYPE_EXTENSION),
                    false,
                    new DERUTF8String(type.value()));
        } catch (CertIOException e) {
            throw new IllegalStateException("an extension can be encoded", e);
        }
        return new Issued(certificate(builder, intermediateKey.getPrivate()), key.getPrivate());
    }

    /**
     * Issues a certificate that is valid from an hour ago on for a year, with an RSA key, ready to sign with.
     *
     * @param type the pass type
     * @param team the team
     * @param now the time
     * @return the identity
     */
    public SigningIdentity identity(PassTypeIdentifier type, String team, Instant now) {
        Issued issued = issue(type, team, "RSA", now.minus(Duration.ofHours(1)), now.plus(Duration.ofDays(365)));
        return SigningIdentity.of(issued.certificate(), List.of(intermediate), SigningIdentity.signer(issued.key()));
    }

    private static X509v3CertificateBuilder authority(
            X500Name issuer, X500Name subject, KeyPair key, Validity validity, SecureRandom random) {
        try {
            X509v3CertificateBuilder builder = builder(issuer.getEncoded(), subject, key, validity, random);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return builder;
        } catch (IOException e) {
            throw new IllegalStateException("a name can be encoded", e);
        }
    }

    private static X509v3CertificateBuilder builder(
            byte[] issuer, X500Name subject, KeyPair key, Validity validity, SecureRandom random) {
        return new JcaX509v3CertificateBuilder(
                X500Name.getInstance(issuer),
                new BigInteger(120, random).add(BigInteger.ONE),
                Date.from(validity.notBefore()),
                Date.from(validity.notAfter()),
                subject,
                key.getPublic());
    }

    private static KeyPair keyPair(String algorithm, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(algorithm.equals("RSA") ? 2048 : 256, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("every Java platform has RSA and EC keys", e);
        }
    }

    private static X509Certificate certificate(X509v3CertificateBuilder builder, PrivateKey issuerKey) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKey)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("an RSA key signs", e);
        }
    }
}
