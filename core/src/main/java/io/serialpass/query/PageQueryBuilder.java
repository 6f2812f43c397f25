package io.serialpass.query;

/**
 * The part that the builders of all list queries have in common: order and page. For one thread.
 *
 * @param <B> the builder itself
 * @param <F> the fields that the list can be sorted by
 * @since 0.1
 */
public abstract class PageQueryBuilder<B extends PageQueryBuilder<B, F>, F extends SortField<?>> {

    private F sort;
    private SortOrder order;
    private PageRequest page = PageRequest.first(100);

    /**
     * Starts with the first 100 of all rows.
     *
     * @param sort the field to sort by, unless told otherwise
     * @param order the direction, unless told otherwise
     */
    protected PageQueryBuilder(F sort, SortOrder order) {
        this.sort = sort;
        this.order = order;
    }

    /**
     * Starts with a query that there is.
     *
     * @param listing order and page
     */
    protected PageQueryBuilder(Listing<F> listing) {
        this.sort = listing.sort();
        this.order = listing.order();
        this.page = listing.page();
    }

    /**
     * The builder itself.
     *
     * @return this
     */
    protected abstract B self();

    /**
     * Sorts the list.
     *
     * @param field the field to sort by
     * @param direction the direction
     * @return this builder
     */
    public B sort(F field, SortOrder direction) {
        this.sort = field;
        this.order = direction;
        return self();
    }

    /**
     * Picks the part of the list.
     *
     * @param request the part
     * @return this builder
     */
    public B page(PageRequest request) {
        this.page = request;
        return self();
    }

    /**
     * Order and page.
     *
     * @return the listing
     * @throws IllegalArgumentException if the page starts after a position that this order cannot have
     */
    protected Listing<F> listing() {
        return new Listing<>(sort, order, page);
    }
}
