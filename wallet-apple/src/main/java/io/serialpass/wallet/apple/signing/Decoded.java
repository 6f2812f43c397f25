package io.serialpass.wallet.apple.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys as Java has them. The JDK does not know EC curves without a name, so that the library reads them. */
final class Decoded {

    private Decoded() {}

    /**
     * A certificate whose names and key can be read. The library reads them when they are asked for, and throws unchecked
     * exceptions where they are damaged.
     *
     * @throws CertificateException if it is damaged, or of a kind of key that the library does not know
     */
    static X509Certificate certificate(X509CertificateHolder holder) throws CertificateException {
        try {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .setProvider(BouncyCastle.PROVIDER)
                    .getCertificate(holder);
            requireReadable(holder.getSubject());
            requireReadable(holder.getIssuer());
            if (certificate.getPublicKey() == null) {
                throw new CertificateException("its key is of an unknown kind");
            }
            return certificate;
        } catch (RuntimeException e) {
            throw new CertificateException("it is damaged", e);
        }
    }

    private static void requireReadable(X500Name name) {
        for (RDN part : name.getRDNs()) {
            for (AttributeTypeAndValue value : part.getTypesAndValues()) {
                IETFUtils.valueToString(value.getValue());
            }
        }
    }

    /** An RSA key is made the JDK's own, which signs faster. */
    static PrivateKey key(PrivateKeyInfo info) throws PEMException {
        PrivateKey key =
                new JcaPEMKeyConverter().setProvider(BouncyCastle.PROVIDER).getPrivateKey(info);
        try {
            return key.getAlgorithm().equals("RSA")
                    ? (PrivateKey) KeyFactory.getInstance("RSA").translateKey(key)
                    : key;
        } catch (GeneralSecurityException e) {
            throw new PEMException("the key cannot be used", e);
        }
    }
}
