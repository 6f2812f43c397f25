package io.serialpass.wallet.apple.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Certificates and keys as Java has them. The JDK does not know EC curves without a name, so that the library reads them. */
final class Decoded {

    private Decoded() {}

    static X509Certificate certificate(X509CertificateHolder holder) throws CertificateException {
        return new JcaX509CertificateConverter()
                .setProvider(BouncyCastle.PROVIDER)
                .getCertificate(holder);
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
