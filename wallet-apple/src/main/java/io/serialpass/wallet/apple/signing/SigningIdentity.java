package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UnusableCertificateException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.util.Store;

/**
 * A Pass Type ID certificate with the intermediate that issued it and its key: what packages of its pass type are signed
 * with. Safe for use by many threads.
 */
public final class SigningIdentity {

    private static final String RSA = "SHA256withRSA";
    private static final String EC = "SHA256withECDSA";

    private static final AlgorithmIdentifier RSA_ALGORITHM = new DefaultSignatureAlgorithmIdentifierFinder().find(RSA);

    /** The kinds of keys that Wallet knows. */
    private static final Set<String> KINDS = Set.of("RSA", "EC", "ECDSA");

    /** RFC 5652 has UTCTime until 2049, and GeneralizedTime from then on. */
    private static final int END_OF_UTC_TIME = 2050;

    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);

    private static final DigestCalculatorProvider DIGESTS = new BcDigestCalculatorProvider();

    private final PassTypeIdentifier passTypeIdentifier;
    private final String teamIdentifier;
    private final X509Certificate certificate;
    private final Optional<X509Certificate> intermediate;
    private final Signer signer;

    /** Whether the key is known to be the certificate's, so that what it signs need not be looked at. */
    private final boolean trusted;

    /** Found out when it is first asked for; 0 until then. */
    private volatile int signatureLength;

    private final X509CertificateHolder holder;
    private final Store<?> certificates;
    private final AlgorithmIdentifier algorithm;
    private final String fingerprint;
    private final boolean fromApple;

    private SigningIdentity(
            PassTypeIdentifier passTypeIdentifier,
            X509Certificate certificate,
            Optional<X509Certificate> intermediate,
            Signer signer) {
        this.passTypeIdentifier = passTypeIdentifier;
        this.teamIdentifier = PassCertificate.teamIdentifier(certificate).orElse("");
        this.certificate = certificate;
        this.intermediate = intermediate;
        this.signer = signer;
        this.fromApple = intermediate.filter(AppleRoots::issued).isPresent();
        this.trusted = signer instanceof LocalKey local && belongTogether(certificate, local.key());
        this.algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find(signatureAlgorithm(certificate));
        try {
            this.holder = new JcaX509CertificateHolder(certificate);
            this.certificates = new JcaCertStore(
                    intermediate.map(issuer -> List.of(certificate, issuer)).orElse(List.of(certificate)));
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update(certificate.getEncoded());
            if (intermediate.isPresent()) {
                hash.update(intermediate.get().getEncoded());
            }
            this.fingerprint = HexFormat.of().formatHex(hash.digest());
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException(
                    "The certificate of " + passTypeIdentifier.value() + " is broken.", e);
        }
    }

    /**
     * Makes an identity.
     *
     * @param certificate a Pass Type ID certificate
     * @param candidates certificates among which its issuer is looked for, by name and by the key that it was signed with
     * @param signer its key
     * @return the identity
     * @throws UnusableCertificateException if it is no Pass Type ID certificate, or of a kind of key that is not used
     */
    public static SigningIdentity of(
            X509Certificate certificate, Collection<X509Certificate> candidates, Signer signer) {
        PassTypeIdentifier type = PassCertificate.passTypeIdentifier(certificate)
                .orElseThrow(() -> new UnusableCertificateException("The certificate "
                        + certificate.getSubjectX500Principal().getName()
                        + " is not one of a pass type: its subject has no UID that is a pass type identifier."));
        Optional<X509Certificate> issuer = candidates.stream()
                .filter(candidate -> isIssuer(candidate, certificate))
                .max(Comparator.comparing(X509Certificate::getNotAfter));
        return new SigningIdentity(type, certificate, issuer, signer);
    }

    /**
     * Whether a certificate was issued with the key of another one. Its name alone does not tell: a renewed intermediate, and
     * one that somebody made up, have the same.
     *
     * @param candidate the certificate of an issuer
     * @param certificate the certificate
     * @return true if the name and the signature fit
     */
    public static boolean isIssuer(X509Certificate candidate, X509Certificate certificate) {
        if (!candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                || candidate.equals(certificate)) {
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
     * Signs with a key of this process. Signatures of an EC key are deterministic (RFC 6979), so that the same package has
     * the same bytes whenever it is made.
     *
     * @param key an RSA or EC key
     * @return the signer
     */
    public static Signer signer(PrivateKey key) {
        return new LocalKey(key);
    }

    /** A key of this process. */
    private record LocalKey(PrivateKey key) implements Signer {
        @Override
        public byte[] sign(byte[] data) {
            try {
                Signature signature = key.getAlgorithm().equals("RSA")
                        ? Signature.getInstance(RSA)
                        : Signature.getInstance("SHA256withECDDSA", BouncyCastle.PROVIDER);
                signature.initSign(key);
                signature.update(data);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new SigningException("The key cannot be used: " + e.getMessage(), e);
            }
        }

        /** Never shows the key. */
        @Override
        public String toString() {
            return "a key of this process";
        }
    }

    /**
     * Whether a key belongs to a certificate.
     *
     * @param certificate the certificate
     * @param key the key
     * @return true if what the key signs is verified by the certificate
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
            return sameKind
                    && sameModulus
                    && verifies(certificate, data, signer(key).sign(data));
        } catch (SigningException e) {
            return false;
        }
    }

    private static boolean verifies(X509Certificate certificate, byte[] data, byte[] signed) {
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

    private static String signatureAlgorithm(X509Certificate certificate) {
        return switch (certificate.getPublicKey().getAlgorithm()) {
            case "RSA" -> RSA;
            case "EC", "ECDSA" -> EC;
            default ->
                throw new UnusableCertificateException("The certificate "
                        + certificate.getSubjectX500Principal().getName() + " has a key that is neither RSA nor EC.");
        };
    }

    /**
     * The pass type that it signs packages of.
     *
     * @return the type
     */
    public PassTypeIdentifier passTypeIdentifier() {
        return passTypeIdentifier;
    }

    /**
     * The team that it belongs to.
     *
     * @return the team identifier; an empty text if the certificate names none
     */
    public String teamIdentifier() {
        return teamIdentifier;
    }

    /**
     * The certificate.
     *
     * @return the certificate
     */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * The certificate that issued it, which a signature has to include.
     *
     * @return the intermediate; empty if it was not found
     */
    public Optional<X509Certificate> intermediate() {
        return intermediate;
    }

    /**
     * Whether phones trust it.
     *
     * @return true if the intermediate that issued it is Apple's
     */
    public boolean isFromApple() {
        return fromApple;
    }

    /**
     * When it begins to be valid.
     *
     * @return the time
     */
    public Instant notBefore() {
        return certificate.getNotBefore().toInstant();
    }

    /**
     * When it ends to be valid.
     *
     * @return the time
     */
    public Instant notAfter() {
        return certificate.getNotAfter().toInstant();
    }

    /**
     * Whether it can sign at a time: it is valid then, and the intermediate that has to be included is there and valid.
     *
     * @param time the time
     * @return true if it can
     */
    public boolean isValid(Instant time) {
        return intermediate.isPresent() && isValid(certificate, time) && isValid(intermediate.get(), time);
    }

    /**
     * Whether it can sign later on, and not yet: it, or its intermediate, begins to be valid after a time.
     *
     * @param time the time
     * @return true if it is so
     */
    public boolean isYetToBeValid(Instant time) {
        return time.isBefore(notBefore())
                || intermediate
                        .filter(issuer -> time.isBefore(issuer.getNotBefore().toInstant()))
                        .isPresent();
    }

    private static boolean isValid(X509Certificate checked, Instant time) {
        return !time.isBefore(checked.getNotBefore().toInstant())
                && !time.isAfter(checked.getNotAfter().toInstant());
    }

    /**
     * The name that tells it from every other.
     *
     * @return the SHA-256 hash of the certificate and of its intermediate, in hexadecimal digits
     */
    public String fingerprint() {
        return fingerprint;
    }

    /**
     * How long a signature is: of a key of this process that is an RSA key, as long as every other.
     *
     * @return the bytes; empty where only signing would tell
     */
    public OptionalInt signatureLength() {
        boolean same = trusted && algorithm.equals(RSA_ALGORITHM);
        if (same && signatureLength == 0) {
            signatureLength = sign(new byte[0], notBefore()).length;
        }
        return same ? OptionalInt.of(signatureLength) : OptionalInt.empty();
    }

    /**
     * Signs as Wallet wants it: a detached CMS signature with SHA-256, the signing time among the signed attributes, the
     * intermediate included.
     *
     * @param data what to sign: the bytes of manifest.json, or a personalization token
     * @param time the signing time, in whole seconds; one that the certificate was not valid at yet counts as its begin
     * @return the signature in DER
     * @throws SigningException if the key cannot be used, or is not the certificate's
     */
    public byte[] sign(byte[] data, Instant time) {
        Instant signingTime = time.isBefore(notBefore()) ? notBefore() : time;
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(asn1(signingTime))));
        try {
            SignerInfoGenerator signerInfo = new SignerInfoGeneratorBuilder(DIGESTS)
                    .setSignedAttributeGenerator(
                            new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)))
                    .build(new OneSignature(), holder);
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(signerInfo);
            generator.addCertificates(certificates);
            return generator.generate(new CMSProcessableByteArray(data)).getEncoded("DER");
        } catch (CMSException | OperatorCreationException | IOException e) {
            throw new SigningException("The signature cannot be made: " + e.getMessage(), e);
        }
    }

    /** The library's own way from a date makes a formatter each time, which costs a twentieth of a package. */
    private static ASN1Encodable asn1(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        return utc.getYear() < END_OF_UTC_TIME ? new DERUTCTime(UTC_TIME.format(utc)) : new Time(Date.from(time));
    }

    /** Hands what is to be signed to the key, and looks at what comes back, which may have come from afar. */
    private final class OneSignature implements ContentSigner {
        private final ByteArrayOutputStream signed = new ByteArrayOutputStream(512);

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return algorithm;
        }

        @Override
        public OutputStream getOutputStream() {
            return signed;
        }

        @Override
        public byte[] getSignature() {
            byte[] data = signed.toByteArray();
            byte[] signature = signer.sign(data);
            if (!trusted && !verifies(certificate, data, signature)) {
                throw new SigningException(
                        "The signature does not fit the certificate of " + passTypeIdentifier.value() + ".",
                        new CertificateEncodingException("another key"));
            }
            return signature;
        }
    }
}
