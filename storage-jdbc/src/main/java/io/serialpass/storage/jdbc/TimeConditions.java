package io.serialpass.storage.jdbc;

import io.serialpass.query.TimeRange;
import io.serialpass.storage.jdbc.sql.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How SQL is asked for times within a range.
 *
 * @since 0.1
 */
public final class TimeConditions {

    private TimeConditions() {}

    /** Empty where the range leaves nothing out. */
    public static Optional<Condition> within(String column, TimeRange range) {
        List<String> parts = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        if (!range.from().equals(Instant.MIN)) {
            parts.add(column + " >= ?");
            arguments.add(millis(range.from()));
        }
        if (!range.until().equals(Instant.MAX)) {
            parts.add(column + " < ?");
            arguments.add(millis(range.until()));
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Condition(String.join(" AND ", parts), arguments));
    }

    /** The nearest time that 64 bits of milliseconds can tell. */
    private static long millis(Instant time) {
        try {
            return time.toEpochMilli();
        } catch (ArithmeticException e) {
            return time.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
