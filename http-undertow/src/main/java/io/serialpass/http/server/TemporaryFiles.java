package io.serialpass.http.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The directory of this process for files that nobody needs after its end. It lies in {@code java.io.tmpdir}, for its owner
 * alone, and is locked for as long as the process lives. So a later process knows the directories of processes that were
 * killed, and removes them: those of its own user that nobody has locked, and never through a symbolic link.
 *
 * <p>Safe for use by many threads.
 *
 * @since 0.1
 */
public final class TemporaryFiles {

    private static final Logger LOGGER = System.getLogger(TemporaryFiles.class.getName());

    private static final String PREFIX = "serialpass-run-";
    private static final String LOCK = "in-use";
    private static final int MOST_ATTEMPTS = 3;

    /** A directory without a lock file is that of a process that was killed, or of one that is about to lock it. */
    private static final Duration LOCKED_BY_THEN = Duration.ofHours(1);

    private static Optional<Path> directory = Optional.empty();

    /** Held for as long as the process lives: the lock ends with its channel. */
    @SuppressWarnings("unused") // kept from being collected
    private static Optional<FileChannel> locked = Optional.empty();

    private TemporaryFiles() {}

    /**
     * The directory of this process. The first call makes it, and removes what killed processes left.
     *
     * @return an existing directory
     * @throws IOException if it cannot be made
     */
    public static synchronized Path directory() throws IOException {
        // Programs that tidy up remove what is old, also under a process that runs for weeks.
        if (directory.isEmpty() || !Files.isDirectory(directory.get())) {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            directory = Optional.of(claim(parent));
            removeLeftovers(parent, directory.get());
            OldLeftovers.remove(parent, Files.getOwner(directory.get()));
        }
        return directory.get();
    }

    private static Path claim(Path parent) throws IOException {
        for (int attempt = 1; ; attempt++) {
            Path made = Files.createTempDirectory(parent, PREFIX);
            Path lock = made.resolve(LOCK);
            try {
                FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                // Another process may have taken it for a leftover just before.
                if (channel.tryLock() != null && Files.exists(lock)) {
                    locked = Optional.of(channel);
                    // They are removed in the reverse order, after everything that asked for it later.
                    made.toFile().deleteOnExit();
                    lock.toFile().deleteOnExit();
                    return made;
                }
                channel.close();
            } catch (NoSuchFileException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new IOException("the directory " + made + " cannot be locked");
            }
        }
    }

    private static void removeLeftovers(Path parent, Path own) {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path candidate : candidates) {
                if (!candidate.equals(own)) {
                    removeIfLeft(candidate, own);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The temporary directory cannot be tidied up", e);
        }
    }

    private static void removeIfLeft(Path candidate, Path own) {
        try {
            if (!Files.isDirectory(candidate, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(candidate, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))) {
                return;
            }
            Path lock = candidate.resolve(LOCK);
            if (Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
                removeIfUnlocked(candidate, lock);
            } else if (Files.getLastModifiedTime(candidate, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(Instant.now().minus(LOCKED_BY_THEN))) {
                // Fails where there is something in it, since nothing tells that nobody uses that.
                Files.delete(candidate);
            }
        } catch (IOException | OverlappingFileLockException e) {
            LOGGER.log(Level.DEBUG, "The directory " + candidate + " is left as it is", e);
        }
    }

    private static void removeIfUnlocked(Path candidate, Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            FileLock taken = channel.tryLock();
            if (taken == null) {
                return;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(candidate)) {
                for (Path file : files) {
                    if (!file.equals(lock)) {
                        Files.delete(file);
                    }
                }
            }
        }
        Files.delete(lock);
        Files.delete(candidate);
    }
}
