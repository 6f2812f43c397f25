package io.serialpass.wallet.apple.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads DER: certificates, collections of them (PKCS #7), and keys in PKCS #8, in PKCS #1 or, of EC keys, in SEC 1. */
final class Der {

    private static final int PKCS1_PARTS = 9;

    private Der() {}

    /** Whether it has the form of an encrypted key. */
    static boolean isEncrypted(byte[] content) {
        return sequence(content)
                .filter(outer -> outer.size() == 2
                        && outer.getObjectAt(0) instanceof ASN1Sequence
                        && outer.getObjectAt(1) instanceof ASN1OctetString)
                .isPresent();
    }

    /**
     * Reads the files that there are.
     *
     * @throws PKCSException if the pass phrase is not right
     * @throws IOException if it is none of these
     */
    static void read(byte[] content, char[] passPhrase, KeyMaterial material)
            throws IOException, CertificateException, OperatorCreationException, PKCSException {
        if (isEncrypted(content)) {
            PKCS8EncryptedPrivateKeyInfo key = new PKCS8EncryptedPrivateKeyInfo(content);
            material.keys()
                    .add(Decoded.key(key.decryptPrivateKeyInfo(new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(BouncyCastle.PROVIDER)
                            .build(passPhrase))));
            return;
        }
        Optional<PrivateKeyInfo> key = sequence(content).flatMap(Der::key);
        if (key.isPresent()) {
            material.keys().add(Decoded.key(key.get()));
            return;
        }
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509", BouncyCastle.PROVIDER)
                .generateCertificates(new ByteArrayInputStream(content));
        for (Certificate certificate : certificates) {
            material.certificates().add(Decoded.certificate(new X509CertificateHolder(certificate.getEncoded())));
        }
    }

    private static Optional<ASN1Sequence> sequence(byte[] content) {
        try {
            return Optional.of(ASN1Sequence.getInstance(content));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKeyInfo> key(ASN1Sequence outer) {
        try {
            if (outer.size() < 2 || !(outer.getObjectAt(0) instanceof ASN1Integer)) {
                return Optional.empty();
            }
            ASN1Encodable second = outer.getObjectAt(1);
            if (second instanceof ASN1Integer && outer.size() == PKCS1_PARTS) {
                return Optional.of(
                        new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), outer));
            }
            if (second instanceof ASN1OctetString) {
                ECPrivateKey key = ECPrivateKey.getInstance(outer);
                return Optional.of(new PrivateKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()), key));
            }
            return Optional.of(PrivateKeyInfo.getInstance(outer));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
