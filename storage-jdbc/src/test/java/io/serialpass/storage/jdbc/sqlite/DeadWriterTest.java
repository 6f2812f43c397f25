package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.Storages;
import java.nio.file.Path;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that the thread meets which writes. */
class DeadWriterTest {

    @TempDir
    private Path directory;

    /** A fault that the writer cannot even look at. */
    private static final class Poison extends JdbiException {

        private static final long serialVersionUID = 1L;

        Poison() {
            super("poison");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new OutOfMemoryError("as a test wants it");
        }
    }

    private Storage open() {
        return Storages.open("jdbc:sqlite:" + directory.resolve("store.db"));
    }

    @Test
    void anErrorInAUnitOfWorkIsThatUnitsAlone() {
        try (Storage storage = open()) {
            assertThatThrownBy(() -> storage.write(tx -> {
                        throw new OutOfMemoryError("as a test wants it");
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
            storage.check();
            assertThat(storage.<String>write(tx -> "written")).isEqualTo("written");
        }
    }

    @Test
    void aStorageWhoseWriterHasEndedSaysSo() {
        try (Storage storage = open()) {
            storage.check();
            assertThatThrownBy(() -> storage.write(tx -> {
                        throw new Poison();
                    }))
                    .isInstanceOf(OutOfMemoryError.class);
            // The caller is told before the thread has ended.
            assertThatThrownBy(() -> {
                        while (true) {
                            storage.check();
                        }
                    })
                    .isInstanceOf(StorageException.class);
            assertThatThrownBy(() -> storage.write(tx -> "late")).isInstanceOf(StorageException.class);
        }
    }
}
