package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;

/**
 * A trigram index of texts. It trails behind its table by at most a bounded number of rows, which a search looks at one by
 * one, since adding many rows at once costs a small part of adding each by itself.
 *
 * @since 0.1
 */
public enum SearchIndex {
    SERIAL_NUMBERS("serial_number", "value"),
    PASSES("pass", "serial_number");

    /** At most this many rows wait to be added while writers are busy; a search of them takes a few milliseconds. */
    public static final long MOST_WAITING = 20_000;

    private final String candidates;
    private final String waiting;
    private final String indexedUpTo;
    private final String last;
    private final String add;
    private final String note;

    SearchIndex(String table, String column) {
        String search = table + "_search";
        String progress = table + "_search_progress";
        candidates = "SELECT rowid AS id FROM " + search + " WHERE " + search + " MATCH ? UNION ALL SELECT id FROM "
                + table + " WHERE id > (SELECT indexed_up_to FROM " + progress + ")";
        waiting = "SELECT coalesce((SELECT max(id) FROM " + table + "), 0) - indexed_up_to FROM " + progress;
        indexedUpTo = "SELECT indexed_up_to FROM " + progress;
        last = "SELECT coalesce(max(id), 0) FROM " + table;
        add = "INSERT INTO " + search + " (rowid, " + column + ") SELECT id, " + column + " FROM " + table
                + " WHERE id > ? AND id <= ? ORDER BY id";
        note = "UPDATE " + progress + " SET indexed_up_to = ?";
    }

    /** Selects the ids that may match, each once, for one argument: the trigrams. The whole test is still due. */
    public String candidates() {
        return candidates;
    }

    /** How many ids lie beyond the index; deleted ones count. */
    public long waiting(Session session) {
        return Sql.of(waiting).number(session);
    }

    /** Adds rows that wait, within the transaction under way. */
    public void addWaiting(Session session) {
        long from = Sql.of(indexedUpTo).number(session);
        long upTo = Math.min(Sql.of(last).number(session), from + MOST_WAITING);
        if (upTo <= from) {
            return;
        }
        Sql.of(add, from, upTo).update(session);
        Sql.of(note, upTo).update(session);
    }
}
