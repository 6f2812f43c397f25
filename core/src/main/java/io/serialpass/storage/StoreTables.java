package io.serialpass.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All rows of a store as plain values, so that a store of one kind can be copied into one of another kind. They are either to
 * be read or to be filled. Nobody else changes the store meanwhile. For one thread.
 *
 * <p>All methods throw {@link StorageException} if the store fails.
 *
 * @see StorageProvider#tablesToRead
 * @see StorageProvider#tablesToFill
 * @since 0.1
 */
public interface StoreTables extends AutoCloseable {

    /**
     * The tables that a copy takes. Tables that a store can make by itself, such as an index for searches, are not among them.
     *
     * @return each table after those that its rows refer to
     */
    List<StoreTable> tables();

    /**
     * Reads rows in the order of their keys. Numbers are ordered by size and texts by code point, as UTF-8 is.
     *
     * @param table the table
     * @param after only rows beyond this one; empty for all
     * @param taker takes each row; no more than a hundred rows are in memory at once
     */
    void read(StoreTable table, Optional<TableRow> after, Consumer<TableRow> taker);

    /**
     * The last row of a table.
     *
     * @param table the table
     * @return the row with the greatest key; empty if the table is empty
     */
    Optional<TableRow> last(StoreTable table);

    /**
     * The greatest number that was ever given to a row of a table, be the row there or not.
     *
     * @param table a table whose rows are numbered
     * @return the number; zero where none was given
     */
    long lastNumber(StoreTable table);

    /**
     * Adds rows to the store that is to be filled. They are kept when this method returns.
     *
     * @param table their table
     * @param rows the rows
     */
    void add(StoreTable table, List<TableRow> rows);

    /**
     * Makes the store that was filled one that servers can work with. Until then it is refused.
     *
     * @param lastNumbers what {@link #lastNumber} gave for each table whose rows are numbered
     */
    void finish(Map<StoreTable, Long> lastNumbers);

    /** Frees what this holds. A store that is not finished can be filled on another time. */
    @Override
    void close();
}
