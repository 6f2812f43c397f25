package io.serialpass.http.inventory;

import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of serial numbers, which lists and exports share.
 *
 * @param sent what was sent, by name, as it is understood
 * @param value the pattern that the value matches
 * @param itemReference the pattern that the item's reference matches
 * @param status the status
 * @param dateCreated when it was made
 * @param lastUpdated when it last changed
 * @since 0.1
 */
public record SerialNumberFilters(
        Map<String, String> sent,
        Optional<Wildcard> value,
        Optional<Wildcard> itemReference,
        Optional<SerialNumberStatus> status,
        TimeRange dateCreated,
        TimeRange lastUpdated) {

    /**
     * Reads the filters.
     *
     * @param parameters the parameters of the call
     * @return the filters
     */
    public static SerialNumberFilters read(QueryParameters parameters) {
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> value = wildcard(parameters, "value", sent);
        Optional<Wildcard> itemReference = wildcard(parameters, "itemReference", sent);
        Optional<SerialNumberStatus> status =
                parameters.value("status", SerialNumberStatus::parse, "must be one of new, reserved, sold");
        status.ifPresent(wanted -> sent.put("status", wanted.name().toLowerCase(Locale.ROOT)));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        TimeRange lastUpdated = TimeFilters.read(parameters, "lastUpdated", sent);
        return new SerialNumberFilters(sent, value, itemReference, status, dateCreated, lastUpdated);
    }

    private static Optional<Wildcard> wildcard(QueryParameters parameters, String name, Map<String, String> sent) {
        Optional<Wildcard> wildcard = parameters.wildcard(name);
        wildcard.ifPresent(pattern -> sent.put(name, pattern.pattern()));
        return wildcard;
    }

    /**
     * Starts a query with these filters.
     *
     * @param caller whose serial numbers
     * @return a builder for one thread
     */
    public SerialNumberQuery.Builder query(Organization caller) {
        SerialNumberQuery.Builder query =
                SerialNumberQuery.builder(caller).dateCreated(dateCreated).lastUpdated(lastUpdated);
        value.ifPresent(query::value);
        itemReference.ifPresent(query::itemReference);
        status.ifPresent(query::status);
        return query;
    }
}
