package io.serialpass.http.web;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.query.SortField;
import io.serialpass.query.SortOrder;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The paging of one list call: reads {@code max}, {@code offset}, {@code cursor}, {@code sort} and {@code order}, and
 * writes {@code paging} with links that carry them and the filters on. For one thread.
 *
 * @param <R> the kind of row
 * @param <F> its sort fields
 * @since 0.1
 */
public final class Paging<R, F extends SortField<R>> {

    private static final int DEFAULT_MAX = 100;
    private static final Map<String, SortOrder> ORDERS = orders();

    private final String path;
    private final F sort;
    private final SortOrder order;
    private final int max;
    private final long offset;
    private final boolean byCursor;
    private final Optional<String> cursor;

    private Paging(
            String path, F sort, SortOrder order, int max, long offset, boolean byCursor, Optional<String> cursor) {
        this.path = path;
        this.sort = sort;
        this.order = order;
        this.max = max;
        this.offset = offset;
        this.byCursor = byCursor;
        this.cursor = cursor;
    }

    private static Map<String, SortOrder> orders() {
        Map<String, SortOrder> orders = new LinkedHashMap<>();
        orders.put("asc", SortOrder.ASC);
        orders.put("desc", SortOrder.DESC);
        return orders;
    }

    /**
     * Reads the paging parameters.
     *
     * @param <R> the kind of row
     * @param <F> its sort fields
     * @param path the list's path, for its links
     * @param parameters the parameters of the call
     * @param fields the fields that the list can be sorted by
     * @param defaultSort the field that it is sorted by unless told otherwise
     * @return the paging, ascending unless told otherwise
     */
    public static <R, F extends SortField<R>> Paging<R, F> read(
            String path, QueryParameters parameters, F[] fields, F defaultSort) {
        return read(path, parameters, fields, defaultSort, SortOrder.ASC);
    }

    /**
     * Reads the paging parameters.
     *
     * @param <R> the kind of row
     * @param <F> its sort fields
     * @param path the list's path, for its links
     * @param parameters the parameters of the call
     * @param fields the fields that the list can be sorted by
     * @param defaultSort the field that it is sorted by unless told otherwise
     * @param defaultOrder the direction that it is sorted in unless told otherwise
     * @return the paging
     */
    public static <R, F extends SortField<R>> Paging<R, F> read(
            String path, QueryParameters parameters, F[] fields, F defaultSort, SortOrder defaultOrder) {
        return read(path, parameters, fields, defaultSort, defaultOrder, PageRequest.MOST_ROWS);
    }

    /**
     * Reads the paging parameters of a list whose pages are shorter than those of others.
     *
     * @param <R> the kind of row
     * @param <F> its sort fields
     * @param path the list's path, for its links
     * @param parameters the parameters of the call
     * @param fields the fields that the list can be sorted by
     * @param defaultSort the field that it is sorted by unless told otherwise
     * @param defaultOrder the direction that it is sorted in unless told otherwise
     * @param mostRows the most rows of a page, 100 or more
     * @return the paging
     */
    public static <R, F extends SortField<R>> Paging<R, F> read(
            String path, QueryParameters parameters, F[] fields, F defaultSort, SortOrder defaultOrder, int mostRows) {
        int max = parameters
                .integer("max", 1, mostRows)
                .orElse((long) DEFAULT_MAX)
                .intValue();
        boolean byCursor = parameters.has("cursor");
        if (byCursor && parameters.has("offset")) {
            parameters.forbid("offset");
        }
        long offset = parameters.integer("offset", 0, Long.MAX_VALUE).orElse(0L);
        Optional<String> cursor = parameters.textOrEmpty("cursor").filter(text -> !text.isEmpty());
        F sort = sort(parameters, fields, defaultSort);
        return new Paging<>(path, sort, order(parameters, defaultOrder), max, byCursor ? 0 : offset, byCursor, cursor);
    }

    /**
     * Reads the field to sort by.
     *
     * @param <F> the fields
     * @param parameters the parameters of the call
     * @param fields the fields that the list can be sorted by
     * @param defaultSort the field that it is sorted by unless told otherwise
     * @return the field
     */
    public static <F extends SortField<?>> F sort(QueryParameters parameters, F[] fields, F defaultSort) {
        Map<String, F> choices = Arrays.stream(fields)
                .collect(Collectors.toMap(SortField::fieldName, field -> field, (a, b) -> a, LinkedHashMap::new));
        return parameters.choice("sort", choices).orElse(defaultSort);
    }

    /**
     * Reads the direction to sort in.
     *
     * @param parameters the parameters of the call
     * @return the direction, ascending unless told otherwise
     */
    public static SortOrder order(QueryParameters parameters) {
        return order(parameters, SortOrder.ASC);
    }

    private static SortOrder order(QueryParameters parameters, SortOrder defaultOrder) {
        return parameters.choice("order", ORDERS).orElse(defaultOrder);
    }

    /**
     * The order and the part of the list that are asked for.
     *
     * @param caller whose list it is
     * @param filters the filters, by name, as they are understood
     * @param problems takes a cursor that this list did not give
     * @return the listing
     */
    public Listing<F> listing(Organization caller, Map<String, String> filters, Problems problems) {
        Optional<Position> after = Optional.empty();
        if (cursor.isPresent()) {
            after = Cursor.decode(cursor.get(), identity(caller, filters)).filter(this::isPossible);
            if (after.isEmpty()) {
                problems.value("cursor", "must be one that this list gave, with the same filters, sort and order");
            }
        }
        return new Listing<>(sort, order, new PageRequest(max, offset, after, true));
    }

    private boolean isPossible(Position position) {
        return !sort.isNumeric() || QueryParameters.id(position.key()).isPresent();
    }

    /** The mark that makes this list the one that it is: a cursor of any other is refused. */
    private String identity(Organization caller, Map<String, String> filters) {
        return String.join("\n", path, caller.name(), query(filters), sort.fieldName(), order.name());
    }

    /**
     * Writes the page as the list call answers it.
     *
     * @param caller whose list it is
     * @param filters the filters, by name, as they are understood
     * @param page the page
     * @param row writes one row
     * @return the answer
     */
    public Response answer(Organization caller, Map<String, String> filters, Page<R> page, RowWriter<R> row) {
        long total = page.total().orElseThrow();
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("paging");
            json.writeNumberField("total", total);
            json.writeNumberField("max", max);
            if (byCursor) {
                link(json, "next", filters, page.next().map(next -> cursor(next, caller, filters)));
            } else {
                json.writeNumberField("offset", offset);
                link(
                        json,
                        "previous",
                        filters,
                        offset == 0 ? Optional.empty() : Optional.of("offset=" + Math.max(0, offset - max)));
                link(
                        json,
                        "next",
                        filters,
                        offset < total - max ? Optional.of("offset=" + (offset + max)) : Optional.empty());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("data");
            for (R element : page.rows()) {
                row.write(json, element);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void link(JsonGenerator json, String name, Map<String, String> filters, Optional<String> place)
            throws IOException {
        if (place.isEmpty()) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, link(filters, place.get()));
        }
    }

    private String link(Map<String, String> filters, String place) {
        String carried = query(filters);
        return path + "?" + carried + (carried.isEmpty() ? "" : "&") + "max=" + max + "&" + place + "&sort="
                + sort.fieldName() + "&order=" + (order == SortOrder.ASC ? "asc" : "desc");
    }

    /**
     * The way to the next page, by position.
     *
     * @param caller whose list it is
     * @param filters the filters, by name, as they are understood
     * @param page the page
     * @return the path with its query; empty on the last page
     */
    public Optional<String> next(Organization caller, Map<String, String> filters, Page<R> page) {
        return page.next().map(next -> link(filters, cursor(next, caller, filters)));
    }

    private String cursor(Position position, Organization caller, Map<String, String> filters) {
        return "cursor=" + Cursor.encode(position, identity(caller, filters));
    }

    private static String query(Map<String, String> filters) {
        return filters.entrySet().stream()
                .map(filter -> Percent.encode(filter.getKey()) + "=" + Percent.encode(filter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /**
     * Writes one row of a list.
     *
     * @param <R> the kind of row
     * @since 0.1
     */
    @FunctionalInterface
    public interface RowWriter<R> {
        /**
         * Writes the row as one JSON value.
         *
         * @param json where to
         * @param row the row
         * @throws IOException if the target fails
         */
        void write(JsonGenerator json, R row) throws IOException;
    }
}
