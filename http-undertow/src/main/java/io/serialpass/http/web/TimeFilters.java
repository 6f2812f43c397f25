package io.serialpass.http.web;

import io.serialpass.query.TimeRange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the four filters of a time: {@code _gt}, {@code _gte}, {@code _lt} and {@code _lte}.
 *
 * @since 0.1
 */
public final class TimeFilters {

    private TimeFilters() {}

    /**
     * Reads the filters of a time, and notes each that was sent among those that links carry on.
     *
     * @param parameters the parameters of the call
     * @param field the time, for example {@code dateCreated}
     * @param filters takes the filters, by name
     * @return the range that they leave
     */
    public static TimeRange read(QueryParameters parameters, String field, Map<String, String> filters) {
        TimeRange range = TimeRange.any();
        Optional<Instant> after = bound(parameters, field + "_gt", filters);
        Optional<Instant> notBefore = bound(parameters, field + "_gte", filters);
        Optional<Instant> before = bound(parameters, field + "_lt", filters);
        Optional<Instant> notAfter = bound(parameters, field + "_lte", filters);
        range = after.map(range::after).orElse(range);
        range = notBefore.map(range::notBefore).orElse(range);
        range = before.map(range::before).orElse(range);
        return notAfter.map(range::notAfter).orElse(range);
    }

    private static Optional<Instant> bound(QueryParameters parameters, String name, Map<String, String> filters) {
        Optional<Instant> time = parameters.date(name);
        time.ifPresent(instant -> filters.put(name, Dates.format(instant)));
        return time;
    }
}
