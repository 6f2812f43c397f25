package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.storage.UnusableStorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** Files that are a store, are not yet one, or never will be. */
class SqliteFileTest {

    @TempDir
    private Path directory;

    private String url(String file) {
        return "jdbc:sqlite:" + directory.resolve(file);
    }

    private void assertUnusable(String url, String... said) {
        assertThatThrownBy(() -> Storages.open(url))
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains(said);
    }

    @Test
    void aStoreIsMadeForItsOwnerAlone() throws Exception {
        Storages.open(url("store.db")).close();
        Path file = directory.resolve("store.db");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aCommitIsSyncedAndTheLogIsWrittenAhead() throws Exception {
        Storages.open(url("store.db")).close();
        try (Connection writer = new SqliteFile(directory.resolve("store.db")).openWriter();
                Statement statement = writer.createStatement()) {
            assertThat(statement.executeQuery("PRAGMA journal_mode").getString(1))
                    .isEqualTo("wal");
            assertThat(statement.executeQuery("PRAGMA synchronous").getInt(1)).isEqualTo(2);
            assertThat(statement.executeQuery("PRAGMA foreign_keys").getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws Exception {
        Path file = directory.resolve("notes.txt");
        Files.writeString(file, "some notes, longer than the header of a database file would be, and then some more");
        byte[] before = Files.readAllBytes(file);
        assertUnusable(url("notes.txt"), "notes.txt", "not a Serialpass store");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anotherProgramsDatabaseIsLeftAlone() throws Exception {
        try (Connection connection = DriverManager.getConnection(url("other.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE notes (text)");
        }
        assertUnusable(url("other.db"), "other.db", "not a Serialpass store");
        assertThat(new SqliteFile(directory.resolve("other.db")).tables()).containsExactly("notes");
    }

    @Test
    void aStoreOfANewerVersionIsRefused() throws Exception {
        Storages.open(url("store.db")).close();
        try (Connection connection = DriverManager.getConnection(url("store.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "INSERT INTO serialpass_schema_history (installed_rank, version, description, type, script,"
                            + " installed_by, execution_time, success) VALUES (99, '99', 'x', 'SQL', 'x', 'x', 0, 1)");
        }
        assertUnusable(url("store.db"), "version 99", "newer");
    }

    @Test
    void aPlaceThatCannotHoldAStoreIsNamed() throws Exception {
        assertUnusable("jdbc:sqlite:" + directory, "is a directory");
        assertUnusable("jdbc:sqlite:/proc/serialpass.db", "/proc/serialpass.db", "cannot be made");
        Files.writeString(directory.resolve("file"), "x");
        assertUnusable(url("file/store.db"), "There is no directory", "file");
        assertUnusable(url("mistyped/deep/store.db"), "There is no directory", "mistyped");
        assertThat(directory.resolve("mistyped")).doesNotExist();
        assertThatThrownBy(() -> Storages.open(
                        url("missing.db"), StorageOptions.defaults().existing()))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("There is no store");
        assertThat(directory.resolve("missing.db")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x", "jdbc:sqlite:x?mode=ro"})
    void aUrlThatNamesNoFileIsRefused(String url) {
        assertUnusable(url, "names no file");
    }

    @Test
    void aUrlOfNoStorageListsThoseThereAre() {
        assertUnusable("mysql://user:password@host/x", "mysql:", "jdbc:sqlite:FILE");
        assertThatThrownBy(() -> Storages.open("jdbc:oracle://user:password@host"))
                .message()
                .doesNotContain("password");
    }

    @Test
    void anEmptyFileBecomesAStore() throws Exception {
        Files.createFile(directory.resolve("empty.db"));
        try (Storage storage = Storages.open(url("empty.db"))) {
            storage.check();
        }
    }

    @Test
    void theVersionIsThatOfTheNewestMigration() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url("store.db"));
        MigrationVersion newest = java.util.Arrays.stream(
                        SqliteSchema.flyway(source).info().all())
                .map(info -> info.getVersion())
                .max(java.util.Comparator.naturalOrder())
                .orElseThrow();
        assertThat(newest.getVersion()).isEqualTo(Integer.toString(SqliteSchema.VERSION));
    }

    @Test
    void twoProgramsWriteToOneStore() {
        try (Storage first = Storages.open(url("store.db"));
                Storage second = Storages.open(url("store.db"))) {
            for (int i = 0; i < 50; i++) {
                Storage writer = i % 2 == 0 ? first : second;
                String reference = "r" + i;
                var item = writer.write(tx -> tx.items()
                        .insert(
                                new Organization("acme"),
                                io.serialpass.inventory.ItemDetails.of(
                                        new io.serialpass.inventory.ItemReference(reference)),
                                java.time.Instant.EPOCH));
                assertThat(item.orElseThrow().id().value()).isEqualTo(i + 1);
            }
        }
    }
}
