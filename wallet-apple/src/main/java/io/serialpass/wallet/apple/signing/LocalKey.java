package io.serialpass.wallet.apple.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/**
 * A key of this process. Signatures of an EC key are deterministic (RFC 6979), so that the same package has the same bytes
 * whenever it is made.
 *
 * @param key an RSA or EC key
 */
record LocalKey(PrivateKey key) implements Signer {
    @Override
    public byte[] sign(byte[] data) {
        try {
            Signature signature = key.getAlgorithm().equals("RSA")
                    ? Signature.getInstance(CertificateKeys.RSA)
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
