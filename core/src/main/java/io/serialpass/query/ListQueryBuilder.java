package io.serialpass.query;

/**
 * The part that the builders of queries for rows that change have in common: when a row was made and last changed, order and
 * page. For one thread.
 *
 * @param <B> the builder itself
 * @param <F> the fields that the list can be sorted by
 * @since 0.1
 */
public abstract class ListQueryBuilder<B extends ListQueryBuilder<B, F>, F extends SortField<?>>
        extends PageQueryBuilder<B, F> {

    private TimeRange dateCreated = TimeRange.any();
    private TimeRange lastUpdated = TimeRange.any();

    /**
     * Starts with the first 100 of all rows.
     *
     * @param sort the field to sort by, ascending, unless told otherwise
     */
    protected ListQueryBuilder(F sort) {
        super(sort, SortOrder.ASC);
    }

    /**
     * Starts with a query that there is.
     *
     * @param dateCreated when the rows wanted were made
     * @param lastUpdated when the rows wanted last changed
     * @param listing order and page
     */
    protected ListQueryBuilder(TimeRange dateCreated, TimeRange lastUpdated, Listing<F> listing) {
        super(listing);
        this.dateCreated = dateCreated;
        this.lastUpdated = lastUpdated;
    }

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
}
