package io.serialpass.wallet.apple.signing;

/**
 * The private key of a certificate, wherever it is: in this process, in a hardware security module, on another host. Must be
 * safe for use by many threads.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Signer {

    /**
     * Signs.
     *
     * @param data the bytes to sign, which are not hashed yet and must not be changed
     * @return the signature: of an RSA key SHA256withRSA (PKCS #1 v1.5), of an EC key SHA256withECDSA in DER
     * @throws SigningException if the key cannot be used now
     */
    byte[] sign(byte[] data);
}
