package io.serialpass.storage.jdbc.sqlite;

import static io.serialpass.storage.jdbc.sqlite.TryStore.copyOpen;
import static io.serialpass.storage.jdbc.sqlite.TryStore.holds;
import static io.serialpass.storage.jdbc.sqlite.TryStore.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.UnusableStorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups are whole, and a restore replaces the store whole or not at all. */
class StoreBackupTest {

    @TempDir
    private Path directory;

    private String url;
    private Path store;
    private Path backup;

    @BeforeEach
    void name() {
        store = directory.resolve("store.db");
        url = "jdbc:sqlite:" + store;
        backup = directory.resolve("backup.db");
    }

    private void make(String... references) {
        try (Storage storage = Storages.open(url)) {
            for (String reference : references) {
                insert(storage, reference);
            }
        }
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void assertRefused(ThrowingCallable call, String... said) {
        assertThatThrownBy(call)
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains(said);
    }

    @Test
    void aBackupHoldsWhatWasAcknowledgedBeforeItBegan() throws Exception {
        try (Storage storage = Storages.open(url)) {
            insert(storage, "before");
            Storages.backup(url, backup, false);
            insert(storage, "after");
            storage.check();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThat(names()).containsExactly("backup.db", "store.db", "store.db-lock");
        try (Storage storage = Storages.open("jdbc:sqlite:" + backup)) {
            assertThat(holds(storage, "before")).isTrue();
            assertThat(holds(storage, "after")).isFalse();
        }
    }

    @Test
    void aFileIsReplacedOnlyIfThatIsWanted() throws Exception {
        make("a");
        Files.writeString(backup, "precious");
        assertRefused(() -> Storages.backup(url, backup, false), "backup.db already", "--overwrite");
        assertThat(backup).hasContent("precious");
        Storages.backup(url, backup, true);
        try (Storage storage = Storages.open("jdbc:sqlite:" + backup)) {
            assertThat(holds(storage, "a")).isTrue();
        }
        assertRefused(() -> Storages.backup(url, store, true), "the store itself");
        assertRefused(() -> Storages.backup(url, directory, true), "is a directory");
        assertRefused(() -> Storages.backup(url, directory.resolve("missing/b.db"), false), "missing");
        assertRefused(() -> Storages.backup("jdbc:sqlite:" + directory.resolve("no.db"), backup, true), "no store");
        assertRefused(() -> Storages.backup("memory:", backup, true), "memory:");
        assertThat(directory.resolve("no.db")).doesNotExist();
    }

    @Test
    void ofManyBackupsToOneNameOneIsMade() {
        make("a");
        List<CompletableFuture<Void>> all = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> Storages.backup(url, backup, false)))
                .toList();
        int made = 0;
        for (CompletableFuture<Void> one : all) {
            try {
                one.join();
                made++;
            } catch (CompletionException e) {
                assertThat(e.getCause()).isInstanceOf(UnusableStorageException.class);
            }
        }
        assertThat(made).isEqualTo(1);
    }

    @Test
    void aDamagedStoreGivesNoBackup() throws Exception {
        make(IntStream.range(0, 50).mapToObj(i -> "r" + i).toArray(String[]::new));
        StoreStartTest.damage(store);
        assertRefused(() -> Storages.backup(url, backup, false), "damaged");
        assertThat(names()).allMatch(name -> name.startsWith("store.db"));
    }

    @Test
    void aRestoreTakesThePlaceOfStoreAndLogAndKeepsBoth() throws Exception {
        make("a");
        Storages.backup(url, backup, false);
        Path killed = directory.resolve("killed.db");
        try (Storage storage = Storages.open(url)) {
            insert(storage, "b");
            copyOpen(store, killed);
        }
        byte[] before = Files.readAllBytes(backup);
        Path kept = Storages.restore("jdbc:sqlite:" + killed, backup).orElseThrow();
        assertThat(Files.readAllBytes(backup)).isEqualTo(before);
        assertThat(StoreFiles.wal(killed)).doesNotExist();
        try (Storage storage = Storages.open("jdbc:sqlite:" + killed);
                Storage old = Storages.open("jdbc:sqlite:" + kept)) {
            assertThat(holds(storage, "a")).isTrue();
            assertThat(holds(storage, "b")).isFalse();
            assertThat(holds(old, "b")).as("from the log").isTrue();
        }
    }

    @Test
    void aRestoreMakesAStoreWhereThereIsNone() {
        make("a");
        Storages.backup(url, backup, false);
        String other = "jdbc:sqlite:" + directory.resolve("new.db");
        assertThat(Storages.restore(other, backup)).isEqualTo(Optional.empty());
        try (Storage storage = Storages.open(other)) {
            assertThat(holds(storage, "a")).isTrue();
        }
        assertRefused(() -> Storages.restore("jdbc:sqlite:" + directory.resolve("no/new.db"), backup), "no directory");
    }

    @Test
    void aRestoreKeepsALogThatHasLostItsStore() throws Exception {
        make("a");
        Storages.backup(url, backup, false);
        Path lost = directory.resolve("lost.db");
        try (Storage storage = Storages.open(url)) {
            insert(storage, "b");
            TryStore.copy(StoreFiles.wal(store), StoreFiles.wal(lost));
        }
        byte[] log = Files.readAllBytes(StoreFiles.wal(lost));
        Path kept = Storages.restore("jdbc:sqlite:" + lost, backup).orElseThrow();
        assertThat(Files.readAllBytes(kept)).isEqualTo(log);
        try (Storage storage = Storages.open("jdbc:sqlite:" + lost)) {
            assertThat(holds(storage, "a")).isTrue();
        }
    }

    @Test
    void aStoreThatIsInUseIsNotReplaced() throws Exception {
        make("a");
        Storages.backup(url, backup, false);
        try (Storage storage = Storages.open(url)) {
            assertRefused(() -> Storages.restore(url, backup), "in use");
            insert(storage, "b");
        }
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProgram.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('r');
            assertRefused(() -> Storages.restore(url, backup), "in use");
        } finally {
            other.destroyForcibly().waitFor();
        }
        Storages.restore(url, backup);
        try (Storage storage = Storages.open(url)) {
            assertThat(holds(storage, "b")).isFalse();
        }
    }

    /** A program of others, which knows nothing of the lock beside the store. */
    static final class OtherProgram {

        private OtherProgram() {}

        public static void main(String[] arguments) throws Exception {
            try (Connection connection = DriverManager.getConnection(arguments[0]);
                    Statement statement = connection.createStatement()) {
                statement.executeQuery("SELECT count(*) FROM item").close();
                System.out.write('r');
                System.out.flush();
                System.in.read();
            }
        }
    }

    @Test
    void whatIsNoBackupLeavesTheStore() throws Exception {
        make(IntStream.range(0, 50).mapToObj(i -> "r" + i).toArray(String[]::new));
        Storages.backup(url, backup, false);
        byte[] before = Files.readAllBytes(store);
        assertRefused(() -> Storages.restore(url, directory.resolve("missing.db")), "no file", "missing.db");
        assertRefused(() -> Storages.restore(url, directory), "not a file");
        assertRefused(() -> Storages.restore(url, store), "the store itself");
        Path notes = Files.writeString(directory.resolve("notes.txt"), "some notes ".repeat(100));
        assertRefused(() -> Storages.restore(url, notes), "not a Serialpass store");
        assertRefused(
                () -> Storages.restore(url, Files.createFile(directory.resolve("empty"))), "not a Serialpass store");
        Path other = directory.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notes (text)");
        }
        assertRefused(() -> Storages.restore(url, other), "not a Serialpass store");
        Path newer = Files.copy(backup, directory.resolve("newer.db"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + newer);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE serialpass_schema_history SET version = '99' WHERE version = '"
                    + SqliteSchema.VERSION + "'");
        }
        assertRefused(() -> Storages.restore(url, newer), "version 99");
        Path damaged = Files.copy(backup, directory.resolve("damaged.db"));
        StoreStartTest.damage(damaged);
        assertRefused(
                () -> Storages.restore(url, damaged),
                "The backup " + damaged + " is damaged",
                "Bring another backup back.");
        Path half = directory.resolve("half.db");
        byte[] whole = Files.readAllBytes(backup);
        Files.write(half, Arrays.copyOf(whole, whole.length / 2));
        assertRefused(() -> Storages.restore(url, half), "half.db");
        assertThat(Files.readAllBytes(store)).isEqualTo(before);
        assertThat(names()).noneMatch(name -> name.contains("partial") || name.contains("replaced"));
    }
}
