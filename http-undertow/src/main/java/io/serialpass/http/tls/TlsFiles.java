package io.serialpass.http.tls;

import io.serialpass.service.RepeatedTask;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * A certificate and its key in PEM files, for a server that speaks TLS. The files are read again when they change: new connections
 * then see the new certificate, and those that are open go on. If the new files cannot be used, the certificate before them stays,
 * and the log says why. Safe for use by many threads.
 *
 * <p>The certificates of issuers stand in the certificate's file, in any order. The pass phrase of an encrypted key is the first line
 * of the file {@code KEY.passphrase} beside it.
 *
 * <pre>{@code
 * try (TlsFiles files = TlsFiles.open(Path.of("server.crt"), Path.of("server.key"), Clock.systemUTC())) {
 *     SerialpassServer.start(ServerOptions.defaults().at("0.0.0.0", 443).withTls(files.context()), app);
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class TlsFiles implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(TlsFiles.class.getName());

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /** Clients that can keep their session themselves do. The others need room here, which a small heap must have. */
    private static final int MOST_SESSIONS = 1_000;

    private final Path certificate;
    private final Path key;
    private final Clock clock;
    private final RenewedKeyManager keys;
    private final SSLContext context;
    private final RepeatedTask looks;
    private List<Object> stamps;

    private TlsFiles(Path certificate, Path key, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
        this.stamps = stamps();
        this.keys = new RenewedKeyManager(read());
        this.context = context(keys);
        this.looks = new RepeatedTask(
                "serialpass-tls-files",
                BETWEEN_LOOKS,
                this::reload,
                failure -> LOGGER.log(Level.ERROR, "The TLS certificate could not be read again", failure));
    }

    /**
     * Reads the files, and begins to look whether they change.
     *
     * @param certificate the certificate and its issuers
     * @param key the private key of the certificate; it may be the same file
     * @param clock tells whether the certificate is valid
     * @return the certificate, which the caller closes
     * @throws UnusableTlsFilesException if the files cannot be used
     */
    public static TlsFiles open(Path certificate, Path key, Clock clock) {
        TlsFiles files = new TlsFiles(certificate, key, clock);
        files.looks.start();
        return files;
    }

    /**
     * Gives what a server listens with.
     *
     * @return the context, which shows the newest certificate that could be used
     */
    public SSLContext context() {
        return context;
    }

    /**
     * Reads the files again if they have changed since they were read last. This happens by itself every two seconds.
     *
     * @return whether there is a new certificate now
     */
    public synchronized boolean reload() {
        List<Object> now = stamps();
        if (now.equals(stamps)) {
            return false;
        }
        stamps = now;
        try {
            keys.renew(read());
            return true;
        } catch (UnusableTlsFilesException e) {
            LOGGER.log(
                    Level.ERROR,
                    "The new TLS certificate cannot be used, the one before it stays: {0}",
                    e.getMessage());
            return false;
        }
    }

    private TlsIdentity read() {
        Path passPhrase = passPhraseFile(key);
        TlsIdentity identity = TlsIdentity.of(
                PemFile.read(certificate, passPhrase(passPhrase)), PemFile.read(key, passPhrase(passPhrase)));
        X509Certificate own = identity.certificate();
        boolean isValid = !clock.instant().isAfter(own.getNotAfter().toInstant())
                && !clock.instant().isBefore(own.getNotBefore().toInstant());
        LOGGER.log(
                isValid ? Level.INFO : Level.WARNING,
                "The TLS certificate of {0} is valid from {1} until {2}{3}",
                own.getSubjectX500Principal().getName(),
                own.getNotBefore().toInstant(),
                own.getNotAfter().toInstant(),
                isValid ? "" : ", and not now: clients refuse it");
        return identity;
    }

    static Path passPhraseFile(Path key) {
        return key.resolveSibling(key.getFileName() + ".passphrase");
    }

    private static Optional<String> passPhrase(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst();
        } catch (IOException e) {
            throw new UnusableTlsFilesException("The file " + file + " cannot be read.", e);
        }
    }

    private static SSLContext context(RenewedKeyManager keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
            context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java has TLS", e);
        }
    }

    /** Marks of the files, each of which changes when its file does. */
    private List<Object> stamps() {
        List<Object> found = new ArrayList<>();
        for (Path file : List.of(certificate, key, passPhraseFile(key))) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                found.add(List.of(
                        attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey())));
            } catch (IOException e) {
                found.add("not there");
            }
        }
        return found;
    }

    /** Ends the looks. Connections go on with the certificate that there is. */
    @Override
    public void close() {
        looks.end();
    }
}
