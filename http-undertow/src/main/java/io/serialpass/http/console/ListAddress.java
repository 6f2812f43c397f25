package io.serialpass.http.console;

import io.serialpass.http.web.Percent;
import io.serialpass.query.Listing;
import io.serialpass.query.SortOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The address of a list, which says what the list shows: whoever gets the address sees the same. Immutable.
 *
 * @param path the path of the list
 * @param filters the filters, by name, as they are understood
 * @param sort the name of the field that it is sorted by
 * @param order the direction
 * @param max the most rows of a page
 */
record ListAddress(String path, Map<String, String> filters, String sort, SortOrder order, int max) {

    static ListAddress of(String path, Map<String, String> filters, Listing<?> listing) {
        return new ListAddress(
                path,
                filters,
                listing.sort().fieldName(),
                listing.order(),
                listing.page().max());
    }

    /**
     * A query string without the fields that were left empty: a browser sends them all.
     *
     * @param query the query string as it was sent
     */
    static String withoutBlanks(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(part -> !part.endsWith("=") && !part.isEmpty())
                .collect(Collectors.joining("&"));
    }

    /**
     * The address of a page of a list as it was called, with none of its rows ticked.
     *
     * @param query the query string as it was sent
     */
    static String untickedPage(String path, String query) {
        return path + "?"
                + Arrays.stream(query.split("&", -1))
                        .filter(part -> !part.startsWith("ticked="))
                        .collect(Collectors.joining("&"));
    }

    /** The value of a filter; an empty text if it is not set. */
    String filter(String name) {
        return filters.getOrDefault(name, "");
    }

    /** The filters that a form does not show, and has to send all the same. */
    Map<String, String> othersThan(List<String> shown) {
        Map<String, String> others = new LinkedHashMap<>(filters);
        shown.forEach(others::remove);
        return others;
    }

    /** The address of the same list in the order of a field; in the other direction, if that is its order already. */
    String sortedBy(String field) {
        SortOrder next = isSortedBy(field) && order == SortOrder.ASC ? SortOrder.DESC : SortOrder.ASC;
        return new ListAddress(path, filters, field, next, max).toString();
    }

    boolean isSortedBy(String field) {
        return sort.equals(field);
    }

    /** How the columns of tables say in which direction they are sorted: WAI-ARIA's {@code aria-sort}. */
    String direction(String field) {
        return !isSortedBy(field) ? "none" : order == SortOrder.ASC ? "ascending" : "descending";
    }

    String orderName() {
        return order == SortOrder.ASC ? "asc" : "desc";
    }

    /** The address of a page about all rows that fit, in the same order. */
    String ofAllRows(String page) {
        return written(page, Map.of());
    }

    @Override
    public String toString() {
        return written(path, Map.of("max", Integer.toString(max)));
    }

    private String written(String page, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(filters);
        all.putAll(more);
        all.put("sort", sort);
        all.put("order", orderName());
        return page + "?"
                + all.entrySet().stream()
                        .map(entry -> Percent.encode(entry.getKey()) + "=" + Percent.encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }
}
