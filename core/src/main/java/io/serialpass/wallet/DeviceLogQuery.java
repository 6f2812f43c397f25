package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.PageQueryBuilder;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.Optional;

/**
 * Which device logs are wanted, in which order: of those that belong to the organization, or to nobody. All filters apply together (AND). Immutable.
 *
 * @param organization who asks
 * @param message the pattern that the message matches
 * @param kind the kind
 * @param passTypeIdentifier the pass type that it names
 * @param dateCreated when it came
 * @param listing order and page
 * @since 0.1
 */
public record DeviceLogQuery(
        Organization organization,
        Optional<Wildcard> message,
        Optional<DeviceLogKind> kind,
        Optional<PassTypeIdentifier> passTypeIdentifier,
        TimeRange dateCreated,
        Listing<DeviceLogSort> listing) {

    /**
     * Starts a query for all device logs of an organization, and of nobody: the newest 100.
     *
     * @param organization who asks
     * @return a builder for one thread
     */
    public static Builder builder(Organization organization) {
        return new Builder(organization);
    }

    /**
     * Starts a builder that has the filters, the order and the page of this query.
     *
     * @return a builder for one thread
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

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
     * Builds a {@link DeviceLogQuery}. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder extends PageQueryBuilder<Builder, DeviceLogSort> {
        private final Organization organization;
        private Optional<Wildcard> message = Optional.empty();
        private Optional<DeviceLogKind> kind = Optional.empty();
        private Optional<PassTypeIdentifier> passTypeIdentifier = Optional.empty();
        private TimeRange dateCreated = TimeRange.any();

        private Builder(Organization organization) {
            super(DeviceLogSort.DATE_CREATED, SortOrder.DESC);
            this.organization = organization;
        }

        private Builder(DeviceLogQuery query) {
            super(query.listing);
            this.organization = query.organization;
            this.message = query.message;
            this.kind = query.kind;
            this.passTypeIdentifier = query.passTypeIdentifier;
            this.dateCreated = query.dateCreated;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Wants only logs whose message matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder message(Wildcard wildcard) {
            this.message = Optional.of(wildcard);
            return this;
        }

        /**
         * Wants only logs of one kind.
         *
         * @param wanted the kind
         * @return this builder
         */
        public Builder kind(DeviceLogKind wanted) {
            this.kind = Optional.of(wanted);
            return this;
        }

        /**
         * Wants only logs that name a pass type.
         *
         * @param type the pass type
         * @return this builder
         */
        public Builder passTypeIdentifier(PassTypeIdentifier type) {
            this.passTypeIdentifier = Optional.of(type);
            return this;
        }

        /**
         * Wants only logs that came within the range.
         *
         * @param range the range
         * @return this builder
         */
        public Builder dateCreated(TimeRange range) {
            this.dateCreated = range;
            return this;
        }

        /**
         * Makes the query.
         *
         * @return the query
         * @throws IllegalArgumentException if the page starts after a position that this order cannot have
         */
        public DeviceLogQuery build() {
            return new DeviceLogQuery(organization, message, kind, passTypeIdentifier, dateCreated, listing());
        }
    }
}
