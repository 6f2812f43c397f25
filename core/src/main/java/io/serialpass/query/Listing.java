package io.serialpass.query;

/**
 * The order and the part of a list that is wanted. Immutable.
 *
 * @param <F> the fields that this kind of list can be sorted by
 * @param sort the field to sort by; ties break by id in the same order
 * @param order the direction
 * @param page the part
 * @since 0.1
 */
public record Listing<F extends SortField<?>>(F sort, SortOrder order, PageRequest page) {

    /**
     * Checks that the page's position can be one of this list.
     *
     * @param sort the field to sort by; ties break by id in the same order
     * @param order the direction
     * @param page the part
     * @throws IllegalArgumentException if the page starts after a position whose key is no number where the sort field's
     *     keys are numbers
     */
    public Listing {
        if (sort.isNumeric() && page.after().isPresent()) {
            Long.parseLong(page.after().get().key());
        }
    }

    /**
     * The same order with another part.
     *
     * @param part the part wanted
     * @return the listing
     */
    public Listing<F> with(PageRequest part) {
        return new Listing<>(sort, order, part);
    }
}
