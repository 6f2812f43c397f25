package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Certificates that stay the same. Immutable. */
final class FixedIdentities implements SigningIdentities {

    /** By pass type, the one that ends last in front. */
    private final Map<String, List<SigningIdentity>> byType;

    FixedIdentities(Collection<SigningIdentity> identities) {
        this.byType = identities.stream()
                .sorted(Comparator.comparing(SigningIdentity::notAfter)
                        .reversed()
                        // Servers that have the same certificates choose the same, in whatever order they found them.
                        .thenComparing(SigningIdentity::fingerprint))
                .collect(Collectors.groupingBy(
                        identity -> identity.passTypeIdentifier().value(), TreeMap::new, Collectors.toList()));
    }

    @Override
    public Optional<SigningIdentity> find(PassTypeIdentifier type, Instant now) {
        List<SigningIdentity> ofType = byType.getOrDefault(type.value(), List.of());
        for (SigningIdentity identity : ofType) {
            if (identity.isValid(now)) {
                return Optional.of(identity);
            }
        }
        return ofType.isEmpty() ? Optional.empty() : Optional.of(ofType.get(0));
    }

    @Override
    public List<SigningIdentity> all() {
        return byType.values().stream().flatMap(List::stream).toList();
    }
}
