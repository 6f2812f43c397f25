package io.serialpass.http.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the call that a path and a method name. Immutable.
 *
 * @since 0.1
 */
public final class Router {

    /** By the number of segments; of those that match one path, the one that says more of it is in front. */
    private final Map<Integer, List<Entry>> entries;

    /** Those that match paths of any greater number of segments. */
    private final List<Entry> open;

    private record Entry(Route route, PathTemplate path) {}

    /**
     * Makes a router.
     *
     * @param routes all calls; of two that match a path, the one with fewer variables is meant
     */
    public Router(List<Route> routes) {
        List<Entry> all = routes.stream()
                .map(route -> new Entry(route, new PathTemplate(segments(route.template()))))
                .sorted(Comparator.comparingLong((Entry entry) -> entry.path().fixedParts())
                        .reversed())
                .toList();
        this.open = all.stream().filter(entry -> entry.path().isOpen()).toList();
        this.entries = all.stream()
                .map(entry -> entry.path().size())
                .distinct()
                .collect(Collectors.toMap(
                        size -> size,
                        size -> all.stream()
                                .filter(entry ->
                                        entry.path().isOpen() || entry.path().size() == size)
                                .toList()));
    }

    /**
     * A call and the variables of its path.
     *
     * @param route the call
     * @param variables the variables, decoded
     * @since 0.1
     */
    public record Match(Route route, Map<String, String> variables) {}

    /**
     * Whether paths like this one need a token, whatever else may be wrong with them.
     *
     * @param rawPath the path as it was sent
     * @return true if they do
     */
    public static boolean needsToken(String rawPath) {
        List<String> segments = segments(rawPath);
        return segments.size() >= 2
                && segments.get(0).equals("api")
                && segments.get(1).equals("v1.0");
    }

    /**
     * Finds a call.
     *
     * @param method the HTTP method
     * @param rawPath the path as it was sent
     * @return the call
     * @throws ApiException 400, 404 or 405
     */
    public Match find(String method, String rawPath) {
        List<String> segments = decode(segments(rawPath));
        String wanted = method.equals("HEAD") ? "GET" : method;
        String meant = "";
        SortedSet<String> allowed = new TreeSet<>();
        for (Entry entry : entries.getOrDefault(segments.size(), open)) {
            Route route = entry.route();
            // A serial number may end as the path of another call does, so that an open template is never ruled out.
            boolean possible = meant.isEmpty()
                    || meant.equals(route.template())
                    || entry.path().isOpen();
            if (possible && entry.path().matches(segments)) {
                if (route.method().equals(wanted)) {
                    return new Match(route, entry.path().variables(segments));
                }
                meant = meant.isEmpty() ? route.template() : meant;
                allowed.add(route.method());
            }
        }
        throw allowed.isEmpty()
                ? new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this path.")
                : methodNotAllowed(allowed);
    }

    private static ApiException methodNotAllowed(SortedSet<String> allowed) {
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        String methods = String.join(", ", allowed);
        return new ApiException(
                ErrorCode.METHOD_NOT_ALLOWED, "This path takes " + methods + ".", Map.of("Allow", methods));
    }

    /** The segments of a path; two slashes in a row count as one. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (i > start || i == path.length()) {
                    segments.add(path.substring(Math.min(start, i), i));
                }
                start = i + 1;
            }
        }
        return segments;
    }

    private static List<String> decode(List<String> rawSegments) {
        try {
            List<String> decoded = new ArrayList<>(rawSegments.size());
            for (String segment : rawSegments) {
                decoded.add(Percent.decodeSegment(segment));
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAM_VALUE, "The path is not validly encoded: " + e.getMessage() + ".");
        }
    }
}
