package io.serialpass.wallet;

import io.serialpass.query.Listing;
import io.serialpass.query.PageQueryBuilder;
import io.serialpass.query.SortOrder;

/**
 * The registrations of one pass, in some order. Immutable.
 *
 * @param pass the pass
 * @param listing order and page
 * @since 0.1
 */
public record RegistrationQuery(PassId pass, Listing<RegistrationSort> listing) {

    /**
     * Starts a query for the registrations of a pass: the first 100 by date of creation.
     *
     * @param pass the pass
     * @return a builder for one thread
     */
    public static Builder builder(PassId pass) {
        return new Builder(pass);
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
     * Builds a {@link RegistrationQuery}. For one thread.
     *
     * @since 0.1
     */
    public static final class Builder extends PageQueryBuilder<Builder, RegistrationSort> {
        private final PassId pass;

        private Builder(PassId pass) {
            super(RegistrationSort.DATE_CREATED, SortOrder.ASC);
            this.pass = pass;
        }

        private Builder(RegistrationQuery query) {
            super(query.listing);
            this.pass = query.pass;
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Makes the query.
         *
         * @return the query
         * @throws IllegalArgumentException if the page starts after a position that this order cannot have
         */
        public RegistrationQuery build() {
            return new RegistrationQuery(pass, listing());
        }
    }
}
