package io.serialpass.storage.jdbc;

import org.jdbi.v3.core.Handle;

/**
 * The trigram index of serial numbers' values. It trails behind the table by at most a bounded number of rows, which a
 * search looks at one by one, since adding many rows at once costs a small part of adding each by itself.
 */
final class SearchIndex {

    /** So many rows may wait to be added while writers are busy; looking at them takes a few milliseconds. */
    static final long MOST_WAITING = 20_000;

    /** Selects the ids that may match, each once, for one argument: the trigrams. The whole test is still due. */
    static final String CANDIDATES = """
            SELECT rowid AS id FROM serial_number_search WHERE serial_number_search MATCH ? \
            UNION ALL \
            SELECT id FROM serial_number WHERE id > (SELECT indexed_up_to FROM serial_number_search_progress)""";

    private SearchIndex() {}

    /** How many ids lie beyond the index; deleted ones count. */
    static long waiting(Handle handle) {
        return Sql.of(
                        "SELECT coalesce((SELECT max(id) FROM serial_number), 0) - indexed_up_to FROM serial_number_search_progress")
                .number(handle);
    }

    /** Adds rows that wait, within the transaction under way. */
    static void addWaiting(Handle handle) {
        long from = Sql.of("SELECT indexed_up_to FROM serial_number_search_progress")
                .number(handle);
        long last = Sql.of("SELECT coalesce(max(id), 0) FROM serial_number").number(handle);
        long upTo = Math.min(last, from + MOST_WAITING);
        if (upTo <= from) {
            return;
        }
        Sql.of(
                        "INSERT INTO serial_number_search (rowid, value) SELECT id, value FROM serial_number WHERE id > ? AND id <= ? ORDER BY id",
                        from,
                        upTo)
                .update(handle);
        Sql.of("UPDATE serial_number_search_progress SET indexed_up_to = ?", upTo)
                .update(handle);
    }
}
