package io.serialpass.wallet.apple.signing;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.UnusableCertificateException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The certificates in some files and directories, loaded again when those change. A file is PKCS #12, PEM or DER, which its
 * content tells; certificates, keys and intermediates may stand in files of their own and are put together by what fits. Safe
 * for use by many threads.
 *
 * <p>Of a directory the files with the endings {@code .p12}, {@code .pfx}, {@code .pem}, {@code .crt}, {@code .cer},
 * {@code .der}, {@code .key}, {@code .p7b}, {@code .p7c} and {@code .p8} are read. One that holds neither a certificate nor a
 * key, that cannot be read, or whose content belongs to no pass type is passed over, and the log says so. A file that is named
 * itself must be of use.
 *
 * <p>The pass phrase of a file {@code a.p12} is the first line of {@code a.p12.passphrase} beside it, else the one that is
 * given for all.
 *
 * @since 0.1
 */
public final class CertificateFiles implements SigningIdentities {

    private static final Logger LOGGER = System.getLogger(CertificateFiles.class.getName());

    private static final List<String> ENDINGS = List.of(
            ".p12",
            ".pfx",
            ".pkcs12",
            // Java writes PKCS #12 under these names too.
            ".jks",
            ".keystore",
            ".pem",
            ".crt",
            ".cer",
            ".der",
            ".key",
            ".p7b",
            ".p7c",
            ".p8");
    private static final long MOST_BYTES = 1 << 20;

    private final List<Path> paths;
    private final Optional<PassPhrase> passPhrase;
    private final List<SignerProvider> providers;

    private Map<Path, Object> stamps;

    /** The content that was read last, by file. */
    private Map<Path, KeyMaterial> materials = Map.of();

    private volatile FixedIdentities identities;

    /**
     * Loads certificates.
     *
     * @param paths files and directories; of a directory the files with a known ending
     * @param passPhrase the pass phrase of files that have none beside them
     * @throws UnusableCertificateException if a file that is named itself, or a directory, cannot be used
     */
    public CertificateFiles(Collection<Path> paths, Optional<String> passPhrase) {
        this.paths = List.copyOf(paths);
        this.passPhrase = passPhrase.map(PassPhrase::new);
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
     * Loads the certificates again if their files have changed since the last time. If a file cannot be used that could be
     * before, what it held stays.
     *
     * @return whether they were loaded
     * @throws UnusableCertificateException if a file that is named itself, or a directory, cannot be used; once for each
     *     change
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

    /** Marks of the files, each of which changes when its file does. */
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
            return inside.filter(file -> Files.isRegularFile(file) && hasKnownEnding(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnusableCertificateException("The directory " + path + " cannot be read.", e);
        }
    }

    /** Names that begin with a dot are of files that systems put beside others, such as {@code ._card.p12} of macOS. */
    private static boolean hasKnownEnding(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static Path passPhraseFile(Path file) {
        return file.resolveSibling(file.getFileName() + ".passphrase");
    }

    private FixedIdentities load() {
        Map<Path, KeyMaterial> read = new LinkedHashMap<>();
        for (Path path : paths) {
            boolean isDirectory = Files.isDirectory(path);
            for (Path file : files(path)) {
                try {
                    read.put(file, KeyMaterial.read(file, read(file), passPhrase(file)));
                } catch (UnusableCertificateException e) {
                    if (!isDirectory) {
                        throw e;
                    }
                    passOver(e);
                    // A file that is just being replaced can be broken for a moment.
                    Optional.ofNullable(materials.get(file)).ifPresent(before -> read.put(file, before));
                }
            }
        }
        Pairing pairing = Pairing.of(read.values(), providers);
        for (Pairing.Leftover leftover : pairing.leftovers()) {
            UnusableCertificateException said = new UnusableCertificateException(leftover.sentence());
            if (paths.contains(leftover.file())
                    && !pairing.uses(Objects.requireNonNull(read.get(leftover.file()), "what is left over was read"))) {
                throw said;
            }
            passOver(said);
        }
        materials = read;
        return new FixedIdentities(pairing.identities());
    }

    private static void passOver(UnusableCertificateException e) {
        LOGGER.log(Level.WARNING, "Passed over: {0}", e.getMessage());
    }

    private static byte[] read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableCertificateException("The file " + file + " is too large to be a certificate.");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableCertificateException(
                    hasKnownEnding(file)
                            ? "There is no file " + file + "."
                            : "The directory " + file + " does not exist. Make it, and put the certificates into it.",
                    e);
        } catch (IOException e) {
            throw new UnusableCertificateException("The file " + file + " cannot be read.", e);
        }
    }

    private Optional<PassPhrase> passPhrase(Path file) {
        Path beside = passPhraseFile(file);
        return Files.exists(beside) ? Optional.of(PassPhrase.ofFile(read(beside))) : passPhrase;
    }
}
