package io.serialpass.storage.jdbc.sqlite;

import static io.serialpass.storage.jdbc.sqlite.TryStore.checkpoint;
import static io.serialpass.storage.jdbc.sqlite.TryStore.copy;
import static io.serialpass.storage.jdbc.sqlite.TryStore.copyOpen;
import static io.serialpass.storage.jdbc.sqlite.TryStore.holds;
import static io.serialpass.storage.jdbc.sqlite.TryStore.insert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.storage.UnusableStorageException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start makes of what a crash, or an operator who copies files, has left. */
class StoreStartTest {

    private static final int PAGE = 4_096;

    @TempDir
    private Path directory;

    private Path file(String name) {
        return directory.resolve(name);
    }

    private Storage open(String name) {
        return SqliteStorage.open(file(name), StorageOptions.defaults());
    }

    private void assertForeignLog(String name) throws Exception {
        byte[] store = Files.readAllBytes(file(name));
        byte[] log = Files.readAllBytes(StoreFiles.wal(file(name)));
        assertThatThrownBy(() -> open(name))
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains(name + "-wal", "does not belong to the store", "serialpass restore");
        assertThat(Files.readAllBytes(file(name))).isEqualTo(store);
        assertThat(Files.readAllBytes(StoreFiles.wal(file(name)))).isEqualTo(log);
    }

    @Test
    void whatAKillLeavesIsOpenedWithAllThatWasAcknowledged() {
        try (Storage storage = open("a.db")) {
            for (int i = 0; i < 20; i++) {
                insert(storage, "r" + i);
                copyOpen(file("a.db"), file("killed" + i + ".db"));
            }
        }
        for (int i = 0; i < 20; i++) {
            try (Storage storage = open("killed" + i + ".db")) {
                assertThat(holds(storage, "r" + i)).isTrue();
                assertThat(holds(storage, "r" + (i + 1))).isFalse();
                insert(storage, "after");
            }
        }
    }

    @Test
    void aCopyThatIsOlderThanTheLogIsRefused() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "early");
            checkpoint(file("a.db"));
            copy(file("a.db"), file("mixed.db"));
            insert(storage, "later");
            checkpoint(file("a.db"));
            insert(storage, "last");
            copy(StoreFiles.wal(file("a.db")), StoreFiles.wal(file("mixed.db")));
            assertForeignLog("mixed.db");
        }
    }

    @Test
    void aCopyThatTheLogGoesOnFromIsOpened() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "early");
            checkpoint(file("a.db"));
            copy(file("a.db"), file("b.db"));
            insert(storage, "last");
            copy(StoreFiles.wal(file("a.db")), StoreFiles.wal(file("b.db")));
        }
        try (Storage storage = open("b.db")) {
            assertThat(holds(storage, "early")).isTrue();
            assertThat(holds(storage, "last")).isTrue();
        }
    }

    @Test
    void aLogThatIsOlderThanTheStoreIsRefused() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "early");
            copy(StoreFiles.wal(file("a.db")), file("mixed.db-wal"));
            checkpoint(file("a.db"));
            insert(storage, "later");
            checkpoint(file("a.db"));
            copy(file("a.db"), file("mixed.db"));
            assertForeignLog("mixed.db");
        }
    }

    @Test
    void aLogThatWasCutOffBehindTheStoreIsRefused() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "early");
            byte[] log = Files.readAllBytes(StoreFiles.wal(file("a.db")));
            for (int i = 0; i < 5; i++) {
                insert(storage, "r" + i);
            }
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file("a.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
            }
            copy(file("a.db"), file("mixed.db"));
            Files.write(file("mixed.db-wal"), log);
            assertForeignLog("mixed.db");
        }
    }

    @Test
    void theLogOfAnotherStoreIsRefused() throws Exception {
        try (Storage one = open("a.db");
                Storage other = open("b.db")) {
            insert(one, "of a");
            insert(other, "of b");
            checkpoint(file("a.db"));
            checkpoint(file("b.db"));
            insert(one, "of a, later");
            insert(other, "of b, later");
            copy(file("a.db"), file("mixed.db"));
            copy(StoreFiles.wal(file("b.db")), StoreFiles.wal(file("mixed.db")));
            assertForeignLog("mixed.db");
        }
    }

    @Test
    void aBackupBesideALogIsRefusedHoweverItWasMade() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "early");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file("a.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("VACUUM INTO '" + file("vacuumed.db") + "'");
            }
            Storages.backup("jdbc:sqlite:" + file("a.db"), file("backup.db"), false);
            copy(StoreFiles.wal(file("a.db")), StoreFiles.wal(file("vacuumed.db")));
            copy(StoreFiles.wal(file("a.db")), StoreFiles.wal(file("backup.db")));
            assertForeignLog("vacuumed.db");
            assertForeignLog("backup.db");
        }
    }

    @Test
    void aLogWithoutItsStoreIsNotThrownAway() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "early");
            copy(StoreFiles.wal(file("a.db")), StoreFiles.wal(file("gone.db")));
            copy(StoreFiles.wal(file("a.db")), StoreFiles.wal(file("empty.db")));
        }
        assertThatThrownBy(() -> open("gone.db"))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("gone.db-wal");
        assertThat(file("gone.db")).doesNotExist();
        Files.createFile(file("empty.db"));
        assertForeignLog("empty.db");
    }

    @Test
    void anotherProgramMayHaveWrittenLast() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "before");
            checkpoint(file("a.db"));
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file("a.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("CREATE TABLE of_another_program (x)");
                copyOpen(file("a.db"), file("b.db"));
                insert(storage, "after");
                copyOpen(file("a.db"), file("c.db"));
            }
        }
        try (Storage storage = open("b.db")) {
            assertThat(holds(storage, "before")).isTrue();
        }
        try (Storage storage = open("c.db")) {
            assertThat(holds(storage, "after")).isTrue();
        }
    }

    @Test
    void aStopLeavesOneFileThatIsMarkedAsClosed() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "a");
            assertThat(new SqliteFile(file("a.db")).markWithoutLog().isClosed()
                            && WalFile.of(StoreFiles.wal(file("a.db"))).commits() == 0)
                    .as("open")
                    .isFalse();
        }
        assertThat(StoreFiles.wal(file("a.db"))).doesNotExist();
        assertThat(new SqliteFile(file("a.db")).markWithoutLog().isClosed()).isTrue();
    }

    @Test
    void aStoreThatWasNotClosedIsCheckedBeforeItIsUsed() throws Exception {
        try (Storage storage = open("a.db")) {
            for (int i = 0; i < 50; i++) {
                insert(storage, "r" + i);
            }
            checkpoint(file("a.db"));
            copy(file("a.db"), file("damaged.db"));
        }
        damage(file("damaged.db"));
        assertThatThrownBy(() -> open("damaged.db"))
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains("damaged.db", "is damaged", "serialpass restore");
    }

    @Test
    void aCheckThatIsNotFinishedInTimeKeepsNobodyFromTheStore() throws Exception {
        try (Storage storage = open("a.db")) {
            boolean unused = storage.write(tx ->
                    IntStream.range(0, 20_000).allMatch(i -> TryStore.insert(tx, "a rather long reference " + i)));
        }
        StoreCheck check = new StoreCheck(new SqliteFile(file("a.db")));
        check.requireSoundAfterCrash(StoreCheck.MOST_AT_START);
        damage(file("a.db"));
        assertThatThrownBy(() -> check.requireSoundAfterCrash(StoreCheck.MOST_AT_START))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("is damaged");
        check.requireSoundAfterCrash(Duration.ofNanos(1));
    }

    /** Overwrites a page in the middle of the file. */
    static void damage(Path store) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "rw")) {
            byte[] rubbish = new byte[PAGE];
            Arrays.fill(rubbish, (byte) 0x5a);
            long pages = file.length() / PAGE;
            for (long page = pages / 2; page < pages; page++) {
                file.seek(page * PAGE);
                file.write(rubbish);
            }
        }
    }

    @Test
    void aLogOfNonsenseIsIgnoredAsSqliteDoes() throws Exception {
        try (Storage storage = open("a.db")) {
            insert(storage, "a");
        }
        for (int length : new int[] {1, 31, 32, 100, 5_000}) {
            Files.write(file("a.db-wal"), new byte[length], StandardOpenOption.CREATE);
            try (Storage storage = open("a.db")) {
                assertThat(holds(storage, "a")).isTrue();
            }
        }
    }
}
