package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Certificates that stay the same. Of several of one type the one that is valid longest is taken. Immutable. */
final class FixedIdentities implements SigningIdentities {

    private final Map<String, SigningIdentity> byType = new TreeMap<>();

    FixedIdentities(Collection<SigningIdentity> identities) {
        identities.stream()
                .sorted(Comparator.comparing(SigningIdentity::notAfter))
                .forEach(identity -> byType.put(identity.passTypeIdentifier().value(), identity));
    }

    @Override
    public Optional<SigningIdentity> find(PassTypeIdentifier type) {
        return Optional.ofNullable(byType.get(type.value()));
    }

    @Override
    public List<SigningIdentity> all() {
        return List.copyOf(byType.values());
    }
}
