package io.serialpass.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies all rows of a store into a new one. A copy that was interrupted goes on where it was. At the end the rows of both stores
 * are counted and digested, table by table. For one thread.
 */
final class StoreTransfer {

    /** So many rows wait for the disk together. */
    private static final int MOST_ROWS = 1_000;

    /** Bounds the memory that rows with packages take. */
    private static final long MOST_BYTES = 4 << 20;

    private final StoreTables from;
    private final StoreTables to;

    StoreTransfer(StoreTables from, StoreTables to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies.
     *
     * @param taker is told of each table when both stores were compared
     * @throws UnusableStorageException if the rows of both differ at the end
     */
    void run(Consumer<CopiedTable> taker) {
        if (!from.tables().equals(to.tables())) {
            throw new UnusableStorageException(
                    "The two stores have different tables. Use programs of one version for both.");
        }
        from.tables().forEach(this::copy);
        from.tables().forEach(table -> taker.accept(compare(table)));
        Map<StoreTable, Long> numbers = new LinkedHashMap<>();
        from.tables().stream()
                .filter(StoreTable::isNumbered)
                .forEach(table -> numbers.put(table, from.lastNumber(table)));
        to.finish(numbers);
    }

    private void copy(StoreTable table) {
        Chunk chunk = new Chunk(table);
        from.read(table, to.last(table), chunk::add);
        chunk.store();
    }

    /** Rows that are not stored yet. */
    private final class Chunk {
        private final StoreTable table;
        private final List<TableRow> rows = new ArrayList<>();
        private long bytes;

        Chunk(StoreTable table) {
            this.table = table;
        }

        void add(TableRow row) {
            rows.add(row);
            bytes += row.size();
            if (rows.size() == MOST_ROWS || bytes >= MOST_BYTES) {
                store();
            }
        }

        void store() {
            if (!rows.isEmpty()) {
                to.add(table, rows);
            }
            rows.clear();
            bytes = 0;
        }
    }

    private CopiedTable compare(StoreTable table) {
        CopiedTable read = digest(from, table);
        CopiedTable written = digest(to, table);
        if (!read.equals(written)) {
            throw new UnusableStorageException(
                    "The table " + table.name() + " has " + read.rows()
                            + " rows in the one store and " + written.rows()
                            + " in the other, or other contents. Somebody has"
                            + " changed one of them since the copy began. Stop all servers, remove the new store, and copy again.");
        }
        return read;
    }

    private static CopiedTable digest(StoreTables store, StoreTable table) {
        TableDigest digest = new TableDigest();
        store.read(table, Optional.empty(), digest::add);
        return digest.of(table);
    }
}
