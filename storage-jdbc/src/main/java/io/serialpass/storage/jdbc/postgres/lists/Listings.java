package io.serialpass.storage.jdbc.postgres.lists;

import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.Position;
import io.serialpass.query.SortField;
import io.serialpass.query.SortOrder;
import io.serialpass.storage.jdbc.FoundPages;
import io.serialpass.storage.jdbc.Rows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.FailedStatementException;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.postgresql.PGStatement;

/**
 * Finds the page of a list: the ids alone first, so that a deep offset passes over entries of an index and not over rows, and
 * then the rows of these ids.
 *
 * @param <R> the kind of row
 * @param <F> its sort fields
 */
final class Listings<R, F extends SortField<R>> {

    private final Session session;
    private final ListSource<R, F> source;
    private final Listing<F> listing;

    Listings(Session session, ListSource<R, F> source, Listing<F> listing) {
        this.session = session;
        this.source = source;
        this.listing = listing;
    }

    Page<R> page() {
        OptionalLong total = listing.page().withTotal() ? OptionalLong.of(total()) : OptionalLong.empty();
        if (total.orElse(1) == 0) {
            return FoundPages.empty(listing);
        }
        return FoundPages.of(listing, list(select(), source.rows().mapper()), total);
    }

    private long total() {
        Sql sql = source.total().orElseGet(() -> source.from("SELECT count(*)", ""));
        return list(sql, row -> row.getLong(1)).get(0);
    }

    /** The statement that finds the page, and one row more to know whether there is another page. */
    private Sql select() {
        Rows<R> rows = source.rows();
        String key = source.column().apply(listing.sort());
        Sql sql = Sql.of("WITH page (id) AS MATERIALIZED (");
        sql.add(source.from("SELECT " + rows.id(), source.join()).condition());
        listing.page().after().ifPresent(position -> sql.add(" AND ").add(beyond(key, position)));
        addOrder(sql, key)
                .add(
                        " LIMIT ? OFFSET ?",
                        listing.page().max() + 1,
                        listing.page().offset());
        sql.add(") " + rows.select() + " FROM page JOIN " + rows.table() + " " + rows.alias() + " ON " + rows.id()
                + " = page.id" + rows.joins());
        return addOrder(sql, key);
    }

    /** The rows after a position. An index that ends with the id seeks to it. */
    private Condition beyond(String key, Position position) {
        String beyond = listing.order() == SortOrder.ASC ? " > " : " < ";
        String id = source.rows().id();
        if (key.equals(id)) {
            return Condition.of(id + beyond + "?", position.id());
        }
        Object value = listing.sort().isNumeric() ? (Object) Long.valueOf(position.key()) : position.key();
        return Condition.of("(" + key + ", " + id + ")" + beyond + "(?, ?)", value, position.id());
    }

    private Sql addOrder(Sql sql, String key) {
        String id = source.rows().id();
        String direction = listing.order() == SortOrder.ASC ? "" : " DESC";
        sql.add(" ORDER BY " + key + direction);
        return key.equals(id) ? sql : sql.add(", " + id + direction);
    }

    /**
     * Runs a statement that PostgreSQL plans anew each time. A plan for all arguments would pass by the index of a rare text:
     * from its tenth use on, a statement that is kept prepared has such a plan.
     */
    private <T> List<T> list(Sql sql, Sql.Row<T> row) {
        Condition whole = sql.condition();
        try (PreparedStatement statement = session.prepare(whole.sql())) {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
            for (int i = 0; i < whole.arguments().size(); i++) {
                statement.setObject(i + 1, whole.arguments().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(row.map(rows));
                }
                return list;
            }
        } catch (SQLException e) {
            throw new FailedStatementException(whole.sql(), e);
        }
    }
}
