package io.serialpass.wallet.apple;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.doctor.CertificateRules;
import io.serialpass.wallet.apple.signing.SigningException;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The certificates of this server, and which of them is in force for a pass on the store. Safe for use by many threads. */
final class SignersInForce {

    private final SigningIdentities identities;
    private final Optional<String> webService;
    private final Clock clock;

    SignersInForce(SigningIdentities identities, Optional<String> webService, Clock clock) {
        this.identities = identities;
        this.webService = webService;
        this.clock = clock;
    }

    /** The certificate that this server would sign packages of a type with now; empty if it cannot. */
    Optional<SigningIdentity> able(PassTypeIdentifier type) {
        Instant now = clock.instant();
        return identities.find(type, now).filter(identity -> identity.isValid(now));
    }

    /** The certificate that is in force, where this packager has it; if none is, one that tells why. */
    Optional<SigningIdentity> of(PassContent content) {
        PassTypeIdentifier type = content.type().type();
        Optional<String> signer = content.inForce().signer();
        return signer.isPresent() ? identities.find(type, signer.get()) : identities.find(type, clock.instant());
    }

    /**
     * Refuses what another server on the store has to make: a version of a pass is one package, and so is made with what is in
     * force alone.
     */
    void require(PassContent content) {
        PassTypeIdentifier type = content.type().type();
        Optional<String> signer = content.inForce().signer();
        boolean isElsewhere = signer.isPresent()
                ? identities.find(type, signer.get()).isEmpty()
                : able(type).isPresent();
        if (isElsewhere) {
            throw UnmadePackageException.forNow(Finding.error(
                    "certificate",
                    "This server does not have the certificate of " + type.value() + " that is in force.",
                    "Ask /health/ready how it differs."));
        }
        if (signer.filter(inForce -> signing(type, inForce) == PassPackager.Signing.NOT_YET)
                .isPresent()) {
            // It is in force, so the clock of another server says that it is valid.
            throw UnmadePackageException.forNow(Finding.error(
                    "certificate",
                    "By the clock of this server the certificate of " + type.value()
                            + " that is in force is not valid yet.",
                    "Set the clocks of all servers."));
        }
        if (webService.isPresent() && !webService.equals(content.inForce().webServiceUrl())) {
            throw UnmadePackageException.forNow(Finding.error(
                    "webServiceURL",
                    "This server was started with another web service URL than the one in force.",
                    "Ask /health/ready how it differs."));
        }
    }

    /**
     * Signs.
     *
     * @param signer the certificate to sign with; if there is none, the exception says why
     * @throws UnmadePackageException if that cannot be done, or not now
     */
    byte[] sign(PassTypeIdentifier type, Optional<SigningIdentity> signer, byte[] data, Instant time) {
        SigningIdentity identity = signer.orElseThrow(() -> new UnmadePackageException(
                CertificateRules.check(type, Optional.empty(), Optional.empty(), clock.instant())));
        try {
            return identity.sign(data, time);
        } catch (SigningException e) {
            throw UnmadePackageException.forNow(Finding.error(
                    "signature",
                    String.valueOf(e.getMessage()),
                    "Look at the key of " + type.value() + ", or at what signs with it."));
        }
    }

    /** Whether this server can sign packages of a type with a certificate of a fingerprint. */
    PassPackager.Signing signing(PassTypeIdentifier type, String fingerprint) {
        Instant now = clock.instant();
        return identities
                .find(type, fingerprint)
                .map(identity -> identity.isValid(now)
                        ? PassPackager.Signing.ABLE
                        : identity.isYetToBeValid(now) ? PassPackager.Signing.NOT_YET : PassPackager.Signing.EXPIRED)
                .orElse(PassPackager.Signing.ABSENT);
    }
}
