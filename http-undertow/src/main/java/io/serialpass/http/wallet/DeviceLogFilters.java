package io.serialpass.http.wallet;

import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of device logs, which the list of the API and that of the console share.
 *
 * @param sent what was sent, by name, as it is understood
 * @param message the pattern that the message matches
 * @param kind the kind
 * @param passTypeIdentifier the pass type that it names
 * @param dateCreated when it came
 * @since 0.1
 */
public record DeviceLogFilters(
        Map<String, String> sent,
        Optional<Wildcard> message,
        Optional<DeviceLogKind> kind,
        Optional<PassTypeIdentifier> passTypeIdentifier,
        TimeRange dateCreated) {

    /**
     * Reads the filters.
     *
     * @param parameters the parameters of the call
     * @return the filters
     */
    public static DeviceLogFilters read(QueryParameters parameters) {
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> message = parameters.wildcard("message");
        message.ifPresent(wildcard -> sent.put("message", wildcard.pattern()));
        Optional<DeviceLogKind> kind = parameters.choice("kind", kinds());
        kind.ifPresent(wanted -> sent.put("kind", wanted.label()));
        Optional<PassTypeIdentifier> type = parameters.parsed("passTypeIdentifier", PassTypeIdentifier::new);
        type.ifPresent(wanted -> sent.put("passTypeIdentifier", wanted.value()));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        return new DeviceLogFilters(sent, message, kind, type, dateCreated);
    }

    private static Map<String, DeviceLogKind> kinds() {
        Map<String, DeviceLogKind> kinds = new LinkedHashMap<>();
        for (DeviceLogKind kind : DeviceLogKind.values()) {
            kinds.put(kind.label(), kind);
        }
        return kinds;
    }

    /**
     * The query with these filters.
     *
     * @param caller who asks
     * @param listing the order and the part of the list
     * @return the query
     */
    public DeviceLogQuery query(Organization caller, Listing<DeviceLogSort> listing) {
        return new DeviceLogQuery(caller, message, kind, passTypeIdentifier, dateCreated, listing);
    }
}
