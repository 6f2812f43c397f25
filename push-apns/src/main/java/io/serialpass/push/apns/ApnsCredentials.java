package io.serialpass.push.apns;

import io.serialpass.organization.PassTypeIdentifier;

/**
 * Where the sender finds the certificates of pass types. Must be safe for use by many threads, and must answer at once: it is
 * asked before every push, so that a certificate that was replaced is used from the next push on.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface ApnsCredentials {

    /**
     * Finds the certificate of a pass type.
     *
     * @param type the pass type
     * @return the certificate with its key, or why there is none
     */
    ApnsCredential find(PassTypeIdentifier type);

    /**
     * No certificates: where a token key does for all pass types.
     *
     * @return credentials that hold none
     */
    static ApnsCredentials none() {
        return type -> new ApnsCredential.None("There is no certificate of " + type.value() + ".");
    }
}
