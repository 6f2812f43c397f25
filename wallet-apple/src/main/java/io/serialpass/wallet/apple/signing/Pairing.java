package io.serialpass.wallet.apple.signing;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts certificates, keys and intermediates together, whatever files they came from: by their public keys, never by names.
 *
 * @param identities the identities of pass types
 * @param leftovers the keys and certificates that belong to none of them
 */
record Pairing(List<SigningIdentity> identities, List<Leftover> leftovers) {

    /**
     * A certificate or a key that is of no use.
     *
     * @param file where it is
     * @param sentence what it is, and what to do
     */
    record Leftover(Path file, String sentence) {}

    static Pairing of(Collection<KeyMaterial> materials, List<SignerProvider> providers) {
        List<X509Certificate> all = materials.stream()
                .flatMap(material -> material.certificates().stream())
                .toList();
        Map<X509Certificate, SigningIdentity> found = new LinkedHashMap<>();
        List<Leftover> leftovers = new ArrayList<>();
        for (KeyMaterial material : materials) {
            for (X509Certificate certificate : material.certificates()) {
                if (!found.containsKey(certificate)
                        && PassCertificate.passTypeIdentifier(certificate).isPresent()) {
                    signer(certificate, materials, providers)
                            .ifPresentOrElse(
                                    signer -> found.put(certificate, SigningIdentity.of(certificate, all, signer)),
                                    () -> leftovers.add(noKey(material, certificate)));
                }
            }
        }
        for (KeyMaterial material : materials) {
            for (PrivateKey key : material.keys()) {
                if (found.keySet().stream()
                        .noneMatch(certificate -> CertificateKeys.belongTogether(certificate, key))) {
                    leftovers.add(unused(material, key, all));
                }
            }
        }
        return new Pairing(List.copyOf(found.values()), leftovers);
    }

    private static Optional<Signer> signer(
            X509Certificate certificate, Collection<KeyMaterial> materials, List<SignerProvider> providers) {
        return materials.stream()
                .flatMap(material -> material.keys().stream())
                .filter(key -> CertificateKeys.belongTogether(certificate, key))
                .findFirst()
                .map(SigningIdentity::signer)
                .or(() -> providers.stream()
                        .flatMap(provider -> provider.signer(certificate).stream())
                        .findFirst());
    }

    private static Leftover noKey(KeyMaterial material, X509Certificate certificate) {
        String type =
                PassCertificate.passTypeIdentifier(certificate).orElseThrow().value();
        return new Leftover(
                material.file(),
                material.keys().isEmpty()
                        ? "There is no key for the certificate of " + type + " in " + material.file()
                                + ". Put the key's file beside it, or export both together as PKCS #12."
                        : "The key and the certificate of " + type + " in " + material.file()
                                + " do not belong together. Use the key that the certificate was requested with.");
    }

    private static Leftover unused(KeyMaterial material, PrivateKey key, List<X509Certificate> all) {
        return all.stream()
                .filter(certificate -> CertificateKeys.belongTogether(certificate, key))
                .findFirst()
                .map(certificate -> new Leftover(
                        material.file(),
                        "The key in " + material.file() + " belongs to the certificate "
                                + certificate.getSubjectX500Principal().getName()
                                + ", which is no Pass Type ID certificate."))
                .orElseGet(() -> new Leftover(
                        material.file(),
                        "The key in " + material.file()
                                + " belongs to none of the pass type certificates. Put the certificate that was issued"
                                + " for it beside it."));
    }

    /** Whether anything of a file is in use, or could be as an intermediate. */
    boolean uses(KeyMaterial material) {
        return material.keys().isEmpty()
                ? leftovers.stream().noneMatch(leftover -> leftover.file().equals(material.file()))
                : identities.stream()
                        .anyMatch(identity -> material.keys().stream()
                                .anyMatch(key -> CertificateKeys.belongTogether(identity.certificate(), key)));
    }
}
