package io.serialpass.http.adoption;

import io.serialpass.service.AdoptionRow;
import java.sql.SQLException;

/**
 * A query to another server's database, and how its rows are read.
 *
 * @param table the table whose rows they are; the query gives its column {@code id}
 * @param sql the query, which every database understands
 * @param reader reads a row
 */
record SourceQuery(String table, String sql, Reader reader) {

    /** Reads the row that a result stands at. */
    @FunctionalInterface
    interface Reader {
        /**
         * Reads it.
         *
         * @param place where it stands
         * @throws UnfitRowException if it cannot be adopted
         */
        AdoptionRow read(String place, SourceRow row) throws SQLException;
    }

    /** A query for registrations that lead nowhere. */
    static SourceQuery ofLost(String table, String sql) {
        return new SourceQuery(
                table,
                sql,
                (place, row) -> new AdoptionRow.PassedOver(
                        place, "The registration names a pass or a device that is not there any more."));
    }

    /** Reads the row that a result stands at; where it cannot be adopted, the rejected row that says so. */
    AdoptionRow read(SourceRow row) throws SQLException {
        String place = table + " " + row.uuid("id").orElse("?");
        try {
            return reader.read(place, row);
        } catch (UnfitRowException e) {
            return new AdoptionRow.Rejected(place, String.valueOf(e.getMessage()));
        }
    }
}
