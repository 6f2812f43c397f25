package io.serialpass.http.cli;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.apns.ApnsCredential;
import io.serialpass.push.apns.ApnsCredentials;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.time.Clock;
import java.util.Optional;

/**
 * The certificates that passes are signed with, for their pushes, as Apple's "Adding a Web Service to Update Passes" has it.
 * Safe for use by many threads.
 */
final class IdentityCredentials implements ApnsCredentials {

    private final SigningIdentities identities;
    private final Clock clock;
    private final boolean isForApple;

    /**
     * Takes the certificates.
     *
     * @param isForApple whether pushes go to Apple, which takes none but its own
     */
    IdentityCredentials(SigningIdentities identities, Clock clock, boolean isForApple) {
        this.identities = identities;
        this.clock = clock;
        this.isForApple = isForApple;
    }

    @Override
    public ApnsCredential find(PassTypeIdentifier type) {
        Optional<SigningIdentity> found = identities.find(type, clock.instant());
        if (found.isEmpty()) {
            return new ApnsCredential.None("There is no certificate of the pass type " + type.value()
                    + ". Put it with its key into the directory that the option --certificates names.");
        }
        SigningIdentity identity = found.get();
        if (isForApple && isOfOthers(identity)) {
            return new ApnsCredential.None("Apple did not issue the certificate of " + type.value()
                    + ", and takes no pushes with it. Get a Pass Type ID certificate from Apple, or name a stand-in for"
                    + " APNs with --push-host.");
        }
        if (identity.privateKey().isEmpty()) {
            return new ApnsCredential.None("The key of the certificate of " + type.value()
                    + " is kept outside of this program, and a push needs it here. Push with a token key: --push-key.");
        }
        return new ApnsCredential.Certificate(
                identity.certificate(), identity.privateKey().get(), identity.fingerprint());
    }

    /** A push needs no intermediate, and so one that is not there says nothing. */
    private static boolean isOfOthers(SigningIdentity identity) {
        return !identity.isFromApple()
                && (identity.intermediate().isPresent() || TrialAuthority.isIssuerOf(identity.certificate()));
    }
}
