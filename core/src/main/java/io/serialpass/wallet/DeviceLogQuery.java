package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.Optional;

/**
 * Which device logs are wanted, in which order: of those that belong to the organization, or to nobody. All filters apply together (AND). Immutable.
 *
 * @param organization who asks
 * @param message what the message matches
 * @param kind what kind it is
 * @param passTypeIdentifier the pass type that it names
 * @param dateCreated when it came
 * @param listing order and page
 */
public record DeviceLogQuery(
        Organization organization,
        Optional<Wildcard> message,
        Optional<DeviceLogKind> kind,
        Optional<PassTypeIdentifier> passTypeIdentifier,
        TimeRange dateCreated,
        Listing<DeviceLogSort> listing) {

    /**
     * The filters on the entry itself as a predicate; organization, order and page play no part.
     *
     * @param entry any entry
     * @return true if it is among those asked for
     */
    public boolean matches(DeviceLogEntry entry) {
        DeviceLogMessage logged = entry.message();
        return message.map(wildcard -> wildcard.matches(logged.text())).orElse(true)
                && (kind.isEmpty() || kind.equals(logged.kind()))
                && (passTypeIdentifier.isEmpty() || passTypeIdentifier.equals(logged.passTypeIdentifier()))
                && dateCreated.contains(entry.dateCreated());
    }

    /**
     * The same query within another range of time.
     *
     * @param range the range
     * @return the query
     */
    public DeviceLogQuery with(TimeRange range) {
        return new DeviceLogQuery(organization, message, kind, passTypeIdentifier, range, listing);
    }
}
