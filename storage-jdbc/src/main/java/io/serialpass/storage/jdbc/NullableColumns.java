package io.serialpass.storage.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads columns that may be NULL. */
final class NullableColumns {

    private NullableColumns() {}

    /** A number; empty for NULL. */
    static Optional<Long> number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    /** A time that is kept in milliseconds; empty for NULL. */
    static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return number(row, column).map(Instant::ofEpochMilli);
    }
}
