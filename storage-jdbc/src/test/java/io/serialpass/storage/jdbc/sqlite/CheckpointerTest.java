package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.unit.StoreCondition;
import io.serialpass.storage.testkit.Await;
import java.nio.file.Path;
import java.sql.Connection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write-ahead log that takes writes while its file does not. */
class CheckpointerTest {

    @TempDir
    private Path directory;

    private SqliteFile file;
    private StoreCondition condition;

    @BeforeEach
    void makeStore() {
        file = new SqliteFile(directory.resolve("store.db"));
        condition = new StoreCondition(file.path().toString(), SqliteErrors::translate);
        SqliteStorage.open(file.path(), StorageOptions.defaults()).close();
    }

    private static Session session(Connection connection) {
        return Session.of(connection, SqliteDialect.SQLITE);
    }

    private static StorageUnavailableException unreachable() {
        return new StorageUnavailableException(Reason.UNREACHABLE, "The disk fails.");
    }

    private boolean isSound() {
        try {
            condition.requireSound();
            return true;
        } catch (StorageUnavailableException e) {
            assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
            return false;
        }
    }

    private void awaitSound(boolean sound) {
        Await.until(() -> isSound() == sound);
    }

    @Test
    void whatACheckpointMetEndsWithACheckpointAndNotWithAWrite() throws Exception {
        // Its connection may write the log, but not the file.
        try (Session writer = session(file.openHelper());
                Checkpointer failing =
                        new Checkpointer(session(file.openReader()), new StoreFiles(file.path()), condition)) {
            writer.execute("CREATE TABLE tried (number)");
            failing.written();
            awaitSound(false);
            condition.written();
            assertThat(isSound()).as("after a write").isFalse();
            assertThat(condition.mayHaveEnded()).as("by a write").isFalse();

            try (Checkpointer good =
                    new Checkpointer(session(file.openHelper()), new StoreFiles(file.path()), condition)) {
                good.written();
                awaitSound(true);
            }
        }
    }

    @Test
    void aCheckpointThatAReaderHeldUpIsTriedAgain() throws Exception {
        try (Session writer = session(file.openHelper());
                Session reader = session(file.openReader());
                Checkpointer checkpointer =
                        new Checkpointer(session(file.openHelper()), new StoreFiles(file.path()), condition)) {
            reader.execute("BEGIN");
            assertThat(Sql.of("SELECT count(*) FROM sqlite_master").number(reader))
                    .isPositive();
            writer.execute("CREATE TABLE tried (number)");
            condition.tellOfCheckpoint(unreachable());
            checkpointer.written();
            reader.execute("ROLLBACK");
            awaitSound(true);
        }
    }

    @Test
    void aReasonThatWritesAndCheckpointsMetEndsWhenBothHaveSucceeded() {
        condition.tell(unreachable());
        condition.tellOfCheckpoint(unreachable());
        condition.checkpointed();
        assertThat(isSound()).isFalse();
        assertThat(condition.awaitsCheckpoint()).isFalse();
        condition.written();
        assertThat(isSound()).isTrue();
    }
}
