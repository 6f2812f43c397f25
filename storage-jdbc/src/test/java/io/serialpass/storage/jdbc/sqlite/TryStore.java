package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

    static void copy(Path file, Path copy) {
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
