package io.serialpass.http.adoption;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of a database that a reader stands at.
 *
 * @param row the row
 * @param times reads its times
 */
record SourceRow(ResultSet row, SourceTimes times) {

    private static final int BYTES_OF_UUID = 16;

    /** A text; empty where the column is NULL or empty. */
    Optional<String> text(String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).filter(text -> !text.isEmpty());
    }

    /** A UUID as it is printed in small letters, whether it is kept as a text or as bytes. */
    Optional<String> uuid(String column) throws SQLException {
        @Nullable Object value = row.getObject(column);
        if (value instanceof byte[] bytes && bytes.length == BYTES_OF_UUID) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return Optional.of(new UUID(buffer.getLong(), buffer.getLong()).toString());
        }
        return text(column).map(text -> text.toLowerCase(Locale.ROOT));
    }

    /**
     * A time; empty where the column is NULL.
     *
     * @throws UnfitRowException if it cannot be read
     */
    Optional<Instant> time(String column) throws SQLException {
        int index = row.findColumn(column);
        @Nullable Object value = row.getObject(index);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof java.sql.Timestamp timestamp) {
            return Optional.of(ofTimestamp(index, timestamp));
        }
        return Optional.of(times.ofObject(value)
                .orElseThrow(() -> new UnfitRowException("The value of " + column + " is no time.")));
    }

    /** A driver gives a time without a zone as if it were of the zone of this program. */
    private Instant ofTimestamp(int index, java.sql.Timestamp timestamp) throws SQLException {
        String type = row.getMetaData().getColumnTypeName(index).toLowerCase(Locale.ROOT);
        LocalDateTime local = timestamp.toLocalDateTime();
        return type.equals("timestamptz") || type.contains("with time zone")
                ? SourceTimes.cut(timestamp.toInstant())
                : times.ofLocal(local);
    }
}
