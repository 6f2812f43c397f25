package io.serialpass.query;

/**
 * The part that the builders of list queries have in common: when a row was made and last changed, order and page. For one
 * thread.
 *
 * @param <B> the builder itself
 * @param <F> the fields that the list can be sorted by
 */
public abstract class ListQueryBuilder<B extends ListQueryBuilder<B, F>, F extends SortField<?>> {

    private TimeRange dateCreated = TimeRange.any();
    private TimeRange lastUpdated = TimeRange.any();
    private F sort;
    private SortOrder order = SortOrder.ASC;
    private PageRequest page = PageRequest.first(100);

    /**
     * Starts with the first 100 of all rows.
     *
     * @param sort the field to sort by, ascending, unless told otherwise
     */
    protected ListQueryBuilder(F sort) {
        this.sort = sort;
    }

    /**
     * Starts with a query that there is.
     *
     * @param dateCreated when the rows wanted were made
     * @param lastUpdated when the rows wanted last changed
     * @param listing order and page
     */
    protected ListQueryBuilder(TimeRange dateCreated, TimeRange lastUpdated, Listing<F> listing) {
        this.dateCreated = dateCreated;
        this.lastUpdated = lastUpdated;
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
     * Wants only rows made within the range.
     *
     * @param range the range
     * @return this builder
     */
    public B dateCreated(TimeRange range) {
        this.dateCreated = range;
        return self();
    }

    /**
     * Wants only rows last changed within the range.
     *
     * @param range the range
     * @return this builder
     */
    public B lastUpdated(TimeRange range) {
        this.lastUpdated = range;
        return self();
    }

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
     * When the rows wanted were made.
     *
     * @return the range
     */
    protected TimeRange dateCreated() {
        return dateCreated;
    }

    /**
     * When the rows wanted last changed.
     *
     * @return the range
     */
    protected TimeRange lastUpdated() {
        return lastUpdated;
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
