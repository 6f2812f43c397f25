package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UnusableCertificateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The certificates that there are to sign with. Must be safe for use by many threads.
 *
 * @since 0.1
 */
public interface SigningIdentities {

    /**
     * Finds the certificate of a pass type.
     *
     * @param type the type
     * @param now the time
     * @return of those that are valid now the one that is so longest, and of several such always the same; if none is, the one
     *     that ends last; empty if there is none at all
     */
    Optional<SigningIdentity> find(PassTypeIdentifier type, Instant now);

    /**
     * Finds a certificate of a pass type by its fingerprint, valid or not.
     *
     * @param type the type
     * @param fingerprint a value of {@link SigningIdentity#fingerprint}
     * @return the certificate; empty if there is none such
     */
    default Optional<SigningIdentity> find(PassTypeIdentifier type, String fingerprint) {
        return all().stream()
                .filter(identity -> identity.passTypeIdentifier().equals(type)
                        && identity.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /**
     * All certificates.
     *
     * @return sorted by pass type
     */
    List<SigningIdentity> all();

    /**
     * Looks whether there are others by now, and takes those.
     *
     * @return whether there may be others than before
     * @throws UnusableCertificateException if there are others which cannot be used; those of before stay
     */
    default boolean reload() {
        return false;
    }

    /**
     * Some certificates that stay the same.
     *
     * @param identities the certificates
     * @return those, and no others
     */
    static SigningIdentities of(SigningIdentity... identities) {
        return new FixedIdentities(List.of(identities));
    }
}
