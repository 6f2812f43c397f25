package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The certificates in some files and directories, loaded again when those change. A file is PKCS #12 ({@code .p12},
 * {@code .pfx}), or PEM or DER ({@code .pem}, {@code .crt}, {@code .cer}, {@code .key}); certificates, keys and intermediates
 * may stand in files of their own and are put together by what fits. Safe for use by many threads.
 *
 * <p>The pass phrase of a file {@code a.p12} is the first line of {@code a.p12.passphrase} beside it, else the one that is
 * given for all.
 */
public final class CertificateFiles implements SigningIdentities {

    private static final List<String> ENDINGS = List.of(".p12", ".pfx", ".pem", ".crt", ".cer", ".key");
    private static final long MOST_BYTES = 1 << 20;

    private final List<Path> paths;
    private final Optional<String> passPhrase;
    private final List<SignerProvider> providers;

    private Map<Path, Object> stamps;
    private volatile FixedIdentities identities;

    /**
     * Loads certificates.
     *
     * @param paths files and directories; of a directory the files with a known ending
     * @param passPhrase the pass phrase of files that have none beside them
     * @throws UnusableCertificateException if a file cannot be used
     */
    public CertificateFiles(Collection<Path> paths, Optional<String> passPhrase) {
        this.paths = List.copyOf(paths);
        this.passPhrase = passPhrase;
        this.providers = ServiceLoader.load(SignerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        this.stamps = stamps();
        this.identities = load();
    }

    @Override
    public Optional<SigningIdentity> find(PassTypeIdentifier type, Instant now) {
        return identities.find(type, now);
    }

    @Override
    public List<SigningIdentity> all() {
        return identities.all();
    }

    /**
     * Loads the certificates again if their files have changed since the last time. Where they cannot be used, those of
     * before stay.
     *
     * @return whether they were loaded
     * @throws UnusableCertificateException if a file cannot be used; once for each change
     */
    @Override
    public synchronized boolean reload() {
        Map<Path, Object> now = stamps();
        if (now.equals(stamps)) {
            return false;
        }
        stamps = now;
        identities = load();
        return true;
    }

    /** What changes when a file does. */
    private Map<Path, Object> stamps() {
        Map<Path, Object> found = new TreeMap<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                found.put(file, stamp(file));
                found.put(passPhraseFile(file), stamp(passPhraseFile(file)));
            }
        }
        return found;
    }

    private static Object stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
        } catch (IOException e) {
            return "not there";
        }
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.filter(file -> !Files.isDirectory(file) && hasKnownEnding(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnusableCertificateException("The directory " + path + " cannot be read.", e);
        }
    }

    private static boolean hasKnownEnding(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static Path passPhraseFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".passphrase");
    }

    private FixedIdentities load() {
        List<KeyMaterial> materials = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                materials.add(KeyMaterial.read(file, read(file), passPhrase(file)));
            }
        }
        List<X509Certificate> all = materials.stream()
                .flatMap(material -> material.certificates().stream())
                .toList();
        Map<X509Certificate, SigningIdentity> found = new LinkedHashMap<>();
        Set<PrivateKey> used = new HashSet<>();
        for (KeyMaterial material : materials) {
            for (X509Certificate certificate : material.certificates()) {
                boolean isNew = !found.containsKey(certificate);
                if (isNew && PassCertificate.passTypeIdentifier(certificate).isPresent()) {
                    List<PrivateKey> keys = keysOf(certificate, materials);
                    used.addAll(keys);
                    Signer signer = signer(certificate, keys).orElseThrow(() -> noKey(material, certificate));
                    found.put(certificate, SigningIdentity.of(certificate, all, signer));
                }
            }
        }
        for (KeyMaterial material : materials) {
            if (!used.containsAll(material.keys())) {
                throw new UnusableCertificateException("The key in " + material.file()
                        + " belongs to none of the pass type certificates. Put the certificate that was issued for it"
                        + " beside it.");
            }
        }
        return new FixedIdentities(found.values());
    }

    /** The keys of a certificate; the same one can be there more than once, and serve a renewed certificate too. */
    private static List<PrivateKey> keysOf(X509Certificate certificate, List<KeyMaterial> materials) {
        return materials.stream()
                .flatMap(material -> material.keys().stream())
                .filter(key -> SigningIdentity.belongTogether(certificate, key))
                .toList();
    }

    private Optional<Signer> signer(X509Certificate certificate, List<PrivateKey> keys) {
        return keys.stream()
                .findFirst()
                .map(SigningIdentity::signer)
                .or(() -> providers.stream()
                        .flatMap(provider -> provider.signer(certificate).stream())
                        .findFirst());
    }

    private static UnusableCertificateException noKey(KeyMaterial material, X509Certificate certificate) {
        String type =
                PassCertificate.passTypeIdentifier(certificate).orElseThrow().value();
        return new UnusableCertificateException(
                material.keys().isEmpty()
                        ? "There is no key for the certificate of " + type + " in " + material.file()
                                + ". Put the key's file beside it, or export both together as PKCS #12."
                        : "The key and the certificate of " + type + " in " + material.file()
                                + " do not belong together. Use the key that the certificate was requested with.");
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableCertificateException("The file " + file + " is too large to be a certificate.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableCertificateException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new UnusableCertificateException("The file " + file + " cannot be read.", e);
        }
    }

    private Optional<String> passPhrase(Path file) {
        Path beside = passPhraseFile(file);
        if (!Files.exists(beside)) {
            return passPhrase;
        }
        String text = new String(read(beside), StandardCharsets.UTF_8);
        return Optional.of(text.lines().findFirst().orElse(""));
    }
}
