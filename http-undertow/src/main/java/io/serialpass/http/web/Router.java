package io.serialpass.http.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the call that a path and a method name. Immutable. */
public final class Router {

    private final List<Entry> entries;

    /** A call with the segments of its template. */
    private record Entry(Route route, List<String> parts) {
        Optional<Map<String, String>> match(List<String> segments) {
            if (parts.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                String segment = segments.get(i);
                if (isVariable(part) && !segment.isEmpty()) {
                    variables.put(part.substring(1, part.length() - 1), segment);
                } else if (!part.equals(segment)) {
                    return Optional.empty();
                }
            }
            return Optional.of(variables);
        }

        long fixedParts() {
            return parts.stream().filter(part -> !isVariable(part)).count();
        }

        private static boolean isVariable(String part) {
            return part.startsWith("{");
        }
    }

    /**
     * Makes a router.
     *
     * @param routes all calls; of two that match a path, the one with fewer variables is meant
     */
    public Router(List<Route> routes) {
        this.entries = routes.stream()
                .map(route -> new Entry(route, segments(route.template())))
                .sorted(Comparator.comparingLong(Entry::fixedParts).reversed())
                .toList();
    }

    /**
     * A call and the variables of its path.
     *
     * @param route the call
     * @param variables the variables, decoded
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
        TreeSet<String> allowed = new TreeSet<>();
        Optional<String> template = Optional.empty();
        for (Entry entry : entries) {
            Optional<Map<String, String>> variables = entry.match(segments);
            if (variables.isEmpty()
                    || !template.orElse(entry.route().template())
                            .equals(entry.route().template())) {
                continue;
            }
            template = Optional.of(entry.route().template());
            String has = entry.route().method();
            if (has.equals(wanted)) {
                return new Match(entry.route(), variables.get());
            }
            allowed.add(has);
            if (has.equals("GET")) {
                allowed.add("HEAD");
            }
        }
        if (allowed.isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this path.");
        }
        String methods = String.join(", ", allowed);
        throw new ApiException(
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
            return rawSegments.stream().map(Percent::decodeSegment).toList();
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAM_VALUE, "The path is not validly encoded: " + e.getMessage() + ".");
        }
    }
}
