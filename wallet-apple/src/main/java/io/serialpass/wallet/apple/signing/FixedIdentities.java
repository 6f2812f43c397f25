package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Certificates that stay the same. Immutable. */
final class FixedIdentities implements SigningIdentities {

    private final List<SigningIdentity> identities;

    FixedIdentities(Collection<SigningIdentity> identities) {
        this.identities = identities.stream()
                .sorted(Comparator.comparing((SigningIdentity identity) ->
                                identity.passTypeIdentifier().value())
                        .thenComparing(SigningIdentity::notAfter))
                .toList();
    }

    @Override
    public Optional<SigningIdentity> find(PassTypeIdentifier type, Instant now) {
        return identities.stream()
                .filter(identity -> identity.passTypeIdentifier().equals(type))
                .max(Comparator.comparing((SigningIdentity identity) -> identity.isValid(now))
                        .thenComparing(SigningIdentity::notAfter));
    }

    @Override
    public List<SigningIdentity> all() {
        return identities;
    }
}
