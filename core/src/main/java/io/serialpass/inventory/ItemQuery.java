package io.serialpass.inventory;

import io.serialpass.organization.Organization;
import io.serialpass.query.ListQueryBuilder;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import java.util.Optional;

/**
 * A query for items of an organization, with their order. All filters apply together (AND). Immutable.
 *
 * @param organization whose items
 * @param reference the pattern that the reference matches
 * @param name the pattern that the name matches
 * @param dateCreated when it was made
 * @param lastUpdated when it last changed
 * @param listing order and page
 * @since 0.1
 */
public record ItemQuery(
        Organization organization,
        Optional<Wildcard> reference,
        Optional<Wildcard> name,
        TimeRange dateCreated,
        TimeRange lastUpdated,
        Listing<ItemSort> listing) {

    /**
     * Starts a query for all items of an organization: the first 100 by date of creation.
     *
     * @param organization whose items
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
     * @param item any item
     * @return true if it is among those asked for
     */
    public boolean matches(Item item) {
        return item.organization().equals(organization)
                && reference
                        .map(wildcard -> wildcard.matches(item.reference().value()))
                        .orElse(true)
                && name.map(wildcard -> wildcard.matches(item.details().name())).orElse(true)
                && dateCreated.contains(item.dateCreated())
                && lastUpdated.contains(item.lastUpdated());
    }

    /**
     * Builds an {@link ItemQuery}. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder extends ListQueryBuilder<Builder, ItemSort> {
        private final Organization organization;
        private Optional<Wildcard> reference = Optional.empty();
        private Optional<Wildcard> name = Optional.empty();

        private Builder(Organization organization) {
            super(ItemSort.DATE_CREATED);
            this.organization = organization;
        }

        private Builder(ItemQuery query) {
            super(query.dateCreated, query.lastUpdated, query.listing);
            this.organization = query.organization;
            this.reference = query.reference;
            this.name = query.name;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Wants only items whose reference matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder reference(Wildcard wildcard) {
            this.reference = Optional.of(wildcard);
            return this;
        }

        /**
         * Wants only items whose name matches.
         *
         * @param wildcard the pattern
         * @return this builder
         */
        public Builder name(Wildcard wildcard) {
            this.name = Optional.of(wildcard);
            return this;
        }

        /**
         * Makes the query.
         *
         * @return the query
         * @throws IllegalArgumentException if the page starts after a position that this order cannot have
         */
        public ItemQuery build() {
            return new ItemQuery(organization, reference, name, dateCreated(), lastUpdated(), listing());
        }
    }
}
