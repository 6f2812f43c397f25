package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.UnusableStorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.sqlite.SQLiteException;

/**
 * A copy of a store, complete in one file. It is written beside the place that it is meant for, checked, synced, and given
 * its name last: whatever happens before that, the place holds what it held. For one thread.
 */
final class StoreCopy implements AutoCloseable {

    private final Path target;
    private final Path partial;

    private StoreCopy(Path target, Path partial) {
        this.target = target;
        this.partial = partial;
    }

    /**
     * Copies one moment of a store, while others may work with it.
     *
     * @param source the store
     * @param target the place that the copy is meant for
     * @param random makes the mark of the copy, so that no log of the source goes on from it
     * @throws UnusableStorageException if the source is no sound store of a known version, or the copy cannot be written
     */
    static StoreCopy of(SqliteFile source, Path target, RandomGenerator random) {
        Path partial = makePartial(target);
        StoreCopy copy = new StoreCopy(target, partial);
        boolean whole = false;
        try {
            SqliteFile written = new SqliteFile(partial);
            copyPages(source, written);
            if (SqliteSchema.requireKnown(source) == 0 || SqliteSchema.requireKnown(written) == 0) {
                throw source.notAStore();
            }
            new StoreCheck(written).requireSound();
            mark(written, random);
            sync(partial);
            whole = true;
            return copy;
        } finally {
            if (!whole) {
                copy.close();
            }
        }
    }

    private static Path makePartial(Path target) {
        try {
            return Files.createTempFile(target.getParent(), target.getFileName() + ".", ".partial");
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "Nothing can be written beside " + target + ": " + SqliteFile.reason(e)
                            + ". Name a file in a directory that is there and that this user can write.",
                    e);
        }
    }

    private static void copyPages(SqliteFile source, SqliteFile written) {
        try (Connection connection = source.openReader();
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, written.path().toString());
            statement.execute();
        } catch (SQLException e) {
            // The source is only read, so what cannot be written is the copy.
            throw notWritten(written.path(), e).orElseGet(() -> source.unusable(e));
        }
    }

    private static Optional<UnusableStorageException> notWritten(Path file, SQLException e) {
        if (!(e instanceof SQLiteException sqlite)) {
            return Optional.empty();
        }
        Path where = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        return switch (sqlite.getResultCode()) {
            case SQLITE_FULL ->
                Optional.of(new UnusableStorageException(
                        "The disk that holds " + where + " is full. Nothing was changed.", e));
            case SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_TRUNCATE ->
                Optional.of(new UnusableStorageException(
                        "The copy cannot be written to " + where + " (" + sqlite.getResultCode()
                                + "): the disk fails, or has no room for a file of that size. Nothing was changed.",
                        e));
            default -> Optional.empty();
        };
    }

    private static void mark(SqliteFile written, RandomGenerator random) {
        try (Connection connection = written.openPlain()) {
            StoreMark.write(connection, random.nextInt(), StoreMark.closed(random.nextInt()));
        } catch (SQLException e) {
            throw notWritten(written.path(), e).orElseGet(() -> written.unusable(e));
        }
    }

    /** The copy, before it is in its place. */
    Path partial() {
        return partial;
    }

    /** Gives the copy its name, in place of what has it. */
    void replace() {
        try {
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(target);
        } catch (IOException e) {
            throw notPlaced(e);
        }
    }

    /**
     * Gives the copy its name.
     *
     * @throws UnusableStorageException if the name is taken
     */
    void place() {
        try {
            Files.createLink(target, partial);
            syncDirectory(target);
        } catch (FileAlreadyExistsException e) {
            throw taken(target);
        } catch (IOException | UnsupportedOperationException e) {
            if (Files.exists(target)) {
                throw taken(target);
            }
            replace();
        }
    }

    static UnusableStorageException taken(Path target) {
        return new UnusableStorageException(
                "There is a file " + target + " already. Name another one, or replace it with --overwrite.");
    }

    private UnusableStorageException notPlaced(IOException e) {
        return new UnusableStorageException(
                "The file " + target + " cannot be written: " + SqliteFile.reason(e) + ".", e);
    }

    private static void sync(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new UnusableStorageException(
                    "The file " + file + " cannot be written to the disk: " + SqliteFile.reason(e) + ".", e);
        }
    }

    /** So that the name survives a crash too. Where directories cannot be opened (Windows), names are synced with files. */
    static void syncDirectory(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null
                && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Removes what was written under no name of its own. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(partial);
            Files.deleteIfExists(Path.of(partial + "-journal"));
        } catch (IOException e) {
            throw notPlaced(e);
        }
    }
}
