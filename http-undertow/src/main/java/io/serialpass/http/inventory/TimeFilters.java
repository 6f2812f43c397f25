package io.serialpass.http.inventory;

import io.serialpass.http.web.QueryParameters;
import io.serialpass.query.TimeRange;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Reads the four filters of a time: {@code _gt}, {@code _gte}, {@code _lt} and {@code _lte}. */
final class TimeFilters {

    private TimeFilters() {}

    /** Notes each filter that was sent among those that links carry on. */
    static TimeRange read(QueryParameters parameters, String field, Map<String, String> filters) {
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
        time.ifPresent(instant -> filters.put(name, QueryParameters.format(instant)));
        return time;
    }
}
