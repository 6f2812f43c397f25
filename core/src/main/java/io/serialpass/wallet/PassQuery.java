package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.ListQueryBuilder;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.Optional;

/**
 * Which passes of an organization are wanted, in which order. All filters apply together (AND). Immutable.
 *
 * @param organization whose passes
 * @param passTypeIdentifier the pattern that the pass type identifier matches
 * @param serialNumber the pattern that the serial number matches
 * @param voided whether they are voided
 * @param dateCreated when it was issued
 * @param lastUpdated when it last changed
 * @param listing order and page
 * @since 0.1
 */
public record PassQuery(
        Organization organization,
        Optional<Wildcard> passTypeIdentifier,
        Optional<Wildcard> serialNumber,
        Optional<Boolean> voided,
        TimeRange dateCreated,
        TimeRange lastUpdated,
        Listing<PassSort> listing) {

    /**
     * Starts a query for all passes of an organization: the first 100 by date of creation.
     *
     * @param organization whose passes
     * @return a builder for one thread
     */
    public static Builder builder(Organization organization) {
        return new Builder(organization);
    }

    /**
     * Asks for the newest passes of a type. The total is left out.
     *
     * @param organization whose passes
     * @param type the type
     * @param page which of them
     * @return the query
     */
    public static PassQuery newest(Organization organization, PassTypeIdentifier type, PageRequest page) {
        return builder(organization)
                .passTypeIdentifier(Wildcard.of(type.value()))
                .sort(PassSort.DATE_CREATED, SortOrder.DESC)
                .page(page.withoutTotal())
                .build();
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
     * The filters as a predicate; order and page play no part.
     *
     * @param pass any pass
     * @return true if it is among those asked for
     */
    public boolean matches(Pass pass) {
        return pass.organization().equals(organization)
                && passTypeIdentifier
                        .map(wildcard ->
                                wildcard.matches(pass.id().passTypeIdentifier().value()))
                        .orElse(true)
                && serialNumber
                        .map(wildcard ->
                                wildcard.matches(pass.id().serialNumber().value()))
                        .orElse(true)
                && voided.map(wanted -> wanted == pass.details().voided()).orElse(true)
                && dateCreated.contains(pass.dateCreated())
                && lastUpdated.contains(pass.lastUpdated());
    }

    /**
     * Builds a {@link PassQuery}. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder extends ListQueryBuilder<Builder, PassSort> {
        private final Organization organization;
        private Optional<Wildcard> passTypeIdentifier = Optional.empty();
        private Optional<Wildcard> serialNumber = Optional.empty();
        private Optional<Boolean> voided = Optional.empty();

        private Builder(Organization organization) {
            super(PassSort.DATE_CREATED);
            this.organization = organization;
        }

        private Builder(PassQuery query) {
            super(query.dateCreated, query.lastUpdated, query.listing);
            this.organization = query.organization;
            this.passTypeIdentifier = query.passTypeIdentifier;
            this.serialNumber = query.serialNumber;
            this.voided = query.voided;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Wants only passes whose pass type identifier matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder passTypeIdentifier(Wildcard wildcard) {
            this.passTypeIdentifier = Optional.of(wildcard);
            return this;
        }

        /**
         * Wants only passes whose serial number matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder serialNumber(Wildcard wildcard) {
            this.serialNumber = Optional.of(wildcard);
            return this;
        }

        /**
         * Wants only passes that are voided, or only those that are not.
         *
         * @param wanted which
         * @return this builder
         */
        public Builder voided(boolean wanted) {
            this.voided = Optional.of(wanted);
            return this;
        }

        /**
         * Makes the query.
         *
         * @return the query
         * @throws IllegalArgumentException if the page starts after a position that this order cannot have
         */
        public PassQuery build() {
            return new PassQuery(
                    organization, passTypeIdentifier, serialNumber, voided, dateCreated(), lastUpdated(), listing());
        }
    }
}
