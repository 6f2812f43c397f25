package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.UnusableStorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a backup of a store, and puts a backup into a store's place. Safe for use by many threads. */
final class StoreBackup {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Where SQLite locks a file that it has open (https://www.sqlite.org/src/doc/trunk/src/os.h, SHARED_FIRST). */
    private static final long LOCKED_FROM = 0x40000002L;

    private static final long LOCKED_BYTES = 510;

    private final SqliteFile store;
    private final RandomGenerator random;
    private final Clock clock;

    StoreBackup(SqliteFile store, RandomGenerator random, Clock clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Copies the store into one file. Servers and other commands may work with the store meanwhile.
     *
     * @param backup the file
     * @param replace whether the file may replace another one
     */
    @SuppressWarnings("try") // the lock is there to be held
    void make(Path backup, boolean replace) {
        store.requireUsable();
        if (isSame(store.path(), backup)) {
            throw new UnusableStorageException(backup + " is the store itself. Name another file for its backup.");
        }
        if (Files.exists(backup) && (!replace || Files.isDirectory(backup))) {
            throw Files.isDirectory(backup)
                    ? new UnusableStorageException(backup + " is a directory. Name a file in it.")
                    : StoreCopy.taken(backup);
        }
        StoreCheck check = new StoreCheck(store);
        try (StoreLock lock = StoreLock.shared(store.path(), check::requireOwnLog);
                StoreCopy copy = StoreCopy.of(store, backup, random)) {
            if (replace) {
                copy.replace();
            } else {
                copy.place();
            }
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Puts a backup into the place of the store. The backup itself stays as it is.
     *
     * @param backup a backup, or a store that was closed
     * @return the name under which the store is kept that was there; empty where there was none
     */
    @SuppressWarnings("try") // the lock is there to be held
    Optional<Path> restore(Path backup) {
        SqliteFile source = SqliteFile.ofBackup(backup);
        source.requireReadable();
        Path place = store.path();
        if (isSame(backup, place)) {
            throw new UnusableStorageException(backup + " is the store itself. Name a backup of it.");
        }
        if (Files.isDirectory(place)) {
            throw new UnusableStorageException(place + " is a directory. Name a file in it.");
        }
        Path directory = place.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UnusableStorageException("There is no directory " + directory + ". Make it first.");
        }
        new StoreCheck(source).requireOwnLog();
        try (StoreLock lock = StoreLock.alone(place);
                StoreCopy copy = StoreCopy.of(source, place, random)) {
            return putInPlace(copy, place);
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "The store " + place + " cannot be replaced: " + SqliteFile.reason(e) + ".", e);
        }
    }

    private Optional<Path> putInPlace(StoreCopy copy, Path place) throws IOException {
        if (!Files.exists(place)) {
            Optional<Path> log = keepLog(place, aside(place));
            replace(copy, place);
            return log;
        }
        try (FileChannel channel = FileChannel.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock alone = channel.tryLock(LOCKED_FROM, LOCKED_BYTES, false)) {
            if (alone == null) {
                throw StoreLock.inUse(place);
            }
            Path aside = aside(place);
            OwnerOfFile.like(place, copy.partial());
            keep(place, aside);
            keepLog(place, aside);
            replace(copy, place);
            return Optional.of(aside);
        }
    }

    /** Puts the copy in place. Until the old log is removed, a start refuses it by name. */
    private void replace(StoreCopy copy, Path place) throws IOException {
        copy.replace();
        Files.deleteIfExists(StoreFiles.wal(place));
        Files.deleteIfExists(StoreFiles.shm(place));
        StoreCopy.syncDirectory(place);
        new StoreCheck(store).requireOwnLog();
        SqliteSchema.requireKnown(store);
    }

    private static Optional<Path> keepLog(Path place, Path aside) throws IOException {
        Path log = StoreFiles.wal(place);
        if (!Files.exists(log) || Files.size(log) == 0) {
            return Optional.empty();
        }
        Path kept = StoreFiles.wal(aside);
        keep(log, kept);
        return Optional.of(kept);
    }

    /** Gives a file a second name, so that it loses neither before the new store has the first one. */
    private static void keep(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(file, name);
            OwnerOfFile.like(file, name);
        }
    }

    private Path aside(Path place) {
        String name = place.getFileName() + ".replaced-" + TIME.format(clock.instant());
        Path aside = place.resolveSibling(name);
        for (int i = 2; Files.exists(aside); i++) {
            aside = place.resolveSibling(name + "-" + i);
        }
        return aside;
    }
}
