package io.serialpass.wallet.apple.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * Makes signatures as Wallet wants them: detached CMS with SHA-256, the signing time among the signed attributes, the
 * intermediate included. Safe for use by many threads.
 */
final class DetachedSigner {

    private static final AlgorithmIdentifier RSA_ALGORITHM =
            new DefaultSignatureAlgorithmIdentifierFinder().find(CertificateKeys.RSA);

    /** RFC 5652 has UTCTime until 2049, and GeneralizedTime from then on. */
    private static final int END_OF_UTC_TIME = 2050;

    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT);

    private static final DigestCalculatorProvider DIGESTS = new BcDigestCalculatorProvider();

    private final X509Certificate certificate;
    private final Signer signer;

    /** Whether the key is known to belong to the certificate, so that its signatures need not be verified. */
    private final boolean trusted;

    private final X509CertificateHolder holder;
    private final Store<?> certificates;
    private final AlgorithmIdentifier algorithm;

    /**
     * Makes a signer.
     *
     * @throws CertificateEncodingException if a certificate is broken
     */
    DetachedSigner(X509Certificate certificate, Optional<X509Certificate> intermediate, Signer signer)
            throws CertificateEncodingException {
        this.certificate = certificate;
        this.signer = signer;
        this.trusted = signer instanceof LocalKey local && CertificateKeys.belongTogether(certificate, local.key());
        this.algorithm =
                new DefaultSignatureAlgorithmIdentifierFinder().find(CertificateKeys.signatureAlgorithm(certificate));
        this.holder = new JcaX509CertificateHolder(certificate);
        this.certificates = new JcaCertStore(
                intermediate.map(issuer -> List.of(certificate, issuer)).orElse(List.of(certificate)));
    }

    /** Whether every signature is as long as every other: those of a key of this process that is an RSA key are. */
    boolean hasOneLength() {
        return trusted && algorithm.equals(RSA_ALGORITHM);
    }

    /**
     * Signs.
     *
     * @param data the data, which the signature does not include
     * @param time the signing time, in whole seconds
     * @return the signature in DER
     * @throws SigningException if the key cannot be used, or is not the certificate's
     */
    byte[] sign(byte[] data, Instant time) {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(asn1(time))));
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

    /** Hands the bytes to the signer, and verifies the signature, which may come from another host. */
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
            if (!trusted && !CertificateKeys.verifies(certificate, data, signature)) {
                throw new SigningException(
                        "The signature does not fit the certificate "
                                + certificate.getSubjectX500Principal().getName() + ".",
                        new CertificateEncodingException("another key"));
            }
            return signature;
        }
    }
}
