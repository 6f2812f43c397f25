package io.serialpass.storage.jdbc;

import io.serialpass.query.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How SQL is asked for times within a range. */
final class TimeConditions {

    private TimeConditions() {}

    /** Empty where the range leaves nothing out. */
    static Optional<Condition> within(String column, TimeRange range) {
        List<String> parts = new ArrayList<>();
        List<Object> arguments = new ArrayList<>();
        if (!range.from().equals(Instant.MIN)) {
            parts.add(column + " >= ?");
            arguments.add(range.from().toEpochMilli());
        }
        if (!range.until().equals(Instant.MAX)) {
            parts.add(column + " < ?");
            arguments.add(range.until().toEpochMilli());
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Condition(String.join(" AND ", parts), arguments));
    }
}
