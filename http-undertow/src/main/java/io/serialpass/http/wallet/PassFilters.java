package io.serialpass.http.wallet;

import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The filters of passes, which the list of the API and that of the console share.
 *
 * @param sent what was sent, by name, as it is understood
 * @param passTypeIdentifier the pattern that the pass type identifier matches
 * @param serialNumber the pattern that the serial number matches
 * @param voided whether the pass is void
 * @param dateCreated when it was made
 * @param lastUpdated when it last changed
 * @since 0.1
 */
public record PassFilters(
        Map<String, String> sent,
        Optional<Wildcard> passTypeIdentifier,
        Optional<Wildcard> serialNumber,
        Optional<Boolean> voided,
        TimeRange dateCreated,
        TimeRange lastUpdated) {

    /**
     * Reads the filters.
     *
     * @param parameters the parameters of the call
     * @return the filters
     */
    public static PassFilters read(QueryParameters parameters) {
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> type = parameters.wildcard("passTypeIdentifier");
        type.ifPresent(wildcard -> sent.put("passTypeIdentifier", wildcard.pattern()));
        Optional<Wildcard> serialNumber = parameters.wildcard("serialNumber");
        serialNumber.ifPresent(wildcard -> sent.put("serialNumber", wildcard.pattern()));
        Optional<Boolean> voided = parameters.bool("voided");
        voided.ifPresent(wanted -> sent.put("voided", Boolean.toString(wanted)));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        TimeRange lastUpdated = TimeFilters.read(parameters, "lastUpdated", sent);
        return new PassFilters(sent, type, serialNumber, voided, dateCreated, lastUpdated);
    }

    /**
     * The query with these filters.
     *
     * @param caller whose passes
     * @param listing the order and the part of the list
     * @return the query
     */
    public PassQuery query(Organization caller, Listing<PassSort> listing) {
        return new PassQuery(caller, passTypeIdentifier, serialNumber, voided, dateCreated, lastUpdated, listing);
    }
}
