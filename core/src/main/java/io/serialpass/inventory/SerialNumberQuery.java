package io.serialpass.inventory;

import io.serialpass.organization.Organization;
import io.serialpass.query.ListQueryBuilder;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.Optional;

/**
 * A query for serial numbers of an organization, with their order. All filters apply together (AND). Immutable.
 *
 * @param organization whose serial numbers
 * @param value the pattern that the value matches
 * @param itemReference the pattern that the item's reference matches
 * @param status the status
 * @param dateCreated when it was made
 * @param lastUpdated when it last changed
 * @param listing order and page
 * @since 0.1
 */
public record SerialNumberQuery(
        Organization organization,
        Optional<Wildcard> value,
        Optional<Wildcard> itemReference,
        Optional<SerialNumberStatus> status,
        TimeRange dateCreated,
        TimeRange lastUpdated,
        Listing<SerialNumberSort> listing) {

    /**
     * Starts a query for all serial numbers of an organization: the first 100 by date of creation.
     *
     * @param organization whose serial numbers
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
     * The same query for another part of the list.
     *
     * @param request the part
     * @return the query
     */
    public SerialNumberQuery with(PageRequest request) {
        return toBuilder().page(request).build();
    }

    /**
     * The filters as a predicate; order and page play no part.
     *
     * @param row any serial number
     * @return true if it is among those asked for
     */
    public boolean matches(SerialNumber row) {
        return row.organization().equals(organization)
                && value.map(wildcard -> wildcard.matches(row.details().value().value()))
                        .orElse(true)
                && itemReference
                        .map(wildcard -> wildcard.matches(row.itemReference().value()))
                        .orElse(true)
                && status.map(wanted -> wanted == row.details().status()).orElse(true)
                && dateCreated.contains(row.dateCreated())
                && lastUpdated.contains(row.lastUpdated());
    }

    /**
     * Builds a {@link SerialNumberQuery}. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder extends ListQueryBuilder<Builder, SerialNumberSort> {
        private final Organization organization;
        private Optional<Wildcard> value = Optional.empty();
        private Optional<Wildcard> itemReference = Optional.empty();
        private Optional<SerialNumberStatus> status = Optional.empty();

        private Builder(Organization organization) {
            super(SerialNumberSort.DATE_CREATED);
            this.organization = organization;
        }

        private Builder(SerialNumberQuery query) {
            super(query.dateCreated, query.lastUpdated, query.listing);
            this.organization = query.organization;
            this.value = query.value;
            this.itemReference = query.itemReference;
            this.status = query.status;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Wants only serial numbers whose value matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder value(Wildcard wildcard) {
            this.value = Optional.of(wildcard);
            return this;
        }

        /**
         * Wants only serial numbers of items whose reference matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder itemReference(Wildcard wildcard) {
            this.itemReference = Optional.of(wildcard);
            return this;
        }

        /**
         * Wants only serial numbers of one status.
         *
         * @param wanted the status
         * @return this builder
         */
        public Builder status(SerialNumberStatus wanted) {
            this.status = Optional.of(wanted);
            return this;
        }

        /**
         * Makes the query.
         *
         * @return the query
         * @throws IllegalArgumentException if the page starts after a position that this order cannot have
         */
        public SerialNumberQuery build() {
            return new SerialNumberQuery(
                    organization, value, itemReference, status, dateCreated(), lastUpdated(), listing());
        }
    }
}
