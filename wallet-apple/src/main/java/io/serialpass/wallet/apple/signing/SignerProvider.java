package io.serialpass.wallet.apple.signing;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Finds the keys of certificates whose keys are not in a file. Implementations are found by {@link java.util.ServiceLoader},
 * are asked once whenever certificates are loaded, and must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface SignerProvider {

    /**
     * Finds the key of a certificate.
     *
     * @param certificate a Pass Type ID certificate that no file has the key of
     * @return signs with its key; empty if this provider does not have it
     */
    Optional<Signer> signer(X509Certificate certificate);
}
