package io.serialpass.storage.jdbc;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.util.Optional;

/**
 * A rule that the rows of a store keep to.
 *
 * @param broken rows that break the rule, each with a name for the operator, as the text of a query with the column {@code name}
 * @param problem what is wrong with them, as a part of a sentence that begins with their number
 */
record StoreRule(String broken, String problem) {

    /** The sentence that says which rows break the rule; empty if none does. */
    Optional<String> problem(Session session) {
        return Sql.of("SELECT count(*), min(b.name) FROM (" + broken + ") b")
                .first(session, row -> row.getLong(1) == 0 ? "" : sentence(row.getLong(1), row.getString(2)))
                .filter(sentence -> !sentence.isEmpty());
    }

    private String sentence(long number, String name) {
        return number + " " + problem + ", such as " + name + ".";
    }
}
