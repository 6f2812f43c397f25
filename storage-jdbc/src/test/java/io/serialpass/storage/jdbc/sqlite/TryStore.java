package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;

/** Items as a sign of what a store holds, and copies of its files as a crash or an operator makes them. */
final class TryStore {

    private static final Organization ACME = new Organization("acme");

    private TryStore() {}

    static Optional<Item> insert(Storage storage, String reference) {
        return storage.write(tx -> added(tx, reference));
    }

    /** Whether there was no such item before. */
    static boolean insert(WriteTransaction tx, String reference) {
        return added(tx, reference).isPresent();
    }

    private static Optional<Item> added(WriteTransaction tx, String reference) {
        return tx.items().insert(ACME, ItemDetails.of(new ItemReference(reference)), Instant.EPOCH);
    }

    static boolean holds(Storage storage, String reference) {
        return storage.read(view -> view.items().find(ACME, new ItemReference(reference)))
                .isPresent();
    }

    /** Copies a store and its log while the store is open: what a kill leaves. */
    static void copyOpen(Path store, Path copy) {
        copy(store, copy);
        copy(StoreFiles.wal(store), StoreFiles.wal(copy));
    }

    /**
     * Moves the whole log into the file, as the program does by itself after a while. The program may be moving it at the
     * same moment, and SQLite refuses the second then; so this is tried again until it is moved. It never is where a reader was
     * left in a transaction.
     */
    static void checkpoint(Path store) throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + store);
                Statement statement = other.createStatement()) {
            Await.until(() ->
                    statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)").getInt(1) == 0);
        }
    }

    static void copy(Path file, Path copy) {
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
