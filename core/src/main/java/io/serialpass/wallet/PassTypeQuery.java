package io.serialpass.wallet;

import io.serialpass.organization.Organization;
import io.serialpass.query.ListQueryBuilder;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.Optional;

/**
 * Which pass types of an organization are wanted, in which order. All filters apply together (AND). Immutable.
 *
 * @param organization whose types
 * @param passTypeIdentifier the pattern that the identifier matches
 * @param dateCreated when it was first used
 * @param lastUpdated when its template, its files or its certificate last changed
 * @param listing order and page
 * @since 0.1
 */
public record PassTypeQuery(
        Organization organization,
        Optional<Wildcard> passTypeIdentifier,
        TimeRange dateCreated,
        TimeRange lastUpdated,
        Listing<PassTypeSort> listing) {

    /**
     * Starts a query for all pass types of an organization: the first 100 by date of creation.
     *
     * @param organization whose types
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
     * The filters as a predicate; order and page play no part.
     *
     * @param type any type
     * @return true if it is among those asked for
     */
    public boolean matches(PassType type) {
        return type.organization().equals(organization)
                && passTypeIdentifier
                        .map(wildcard -> wildcard.matches(type.identifier().value()))
                        .orElse(true)
                && dateCreated.contains(type.dateCreated())
                && lastUpdated.contains(type.lastUpdated());
    }

    /**
     * Builds a {@link PassTypeQuery}. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder extends ListQueryBuilder<Builder, PassTypeSort> {
        private final Organization organization;
        private Optional<Wildcard> passTypeIdentifier = Optional.empty();

        private Builder(Organization organization) {
            super(PassTypeSort.DATE_CREATED);
            this.organization = organization;
        }

        private Builder(PassTypeQuery query) {
            super(query.dateCreated, query.lastUpdated, query.listing);
            this.organization = query.organization;
            this.passTypeIdentifier = query.passTypeIdentifier;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Wants only types whose identifier matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder passTypeIdentifier(Wildcard wildcard) {
            this.passTypeIdentifier = Optional.of(wildcard);
            return this;
        }

        /**
         * Makes the query.
         *
         * @return the query
         * @throws IllegalArgumentException if the page starts after a position that this order cannot have
         */
        public PassTypeQuery build() {
            return new PassTypeQuery(organization, passTypeIdentifier, dateCreated(), lastUpdated(), listing());
        }
    }
}
