package io.serialpass.http.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds the call that a path and a method name. Immutable. */
public final class Router {

    /** By the number of segments; of those that match one path, the one with fewer variables is in front. */
    private final Map<Integer, List<Entry>> entries;

    /** A call with the segments of its template. */
    private record Entry(Route route, List<String> parts) {
        boolean matches(List<String> segments) {
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                String segment = segments.get(i);
                if (!part.equals(segment) && (!isVariable(part) || segment.isEmpty())) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> variables(List<String> segments) {
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                if (isVariable(part)) {
                    variables.put(part.substring(1, part.length() - 1), segments.get(i));
                }
            }
            return variables;
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
                .collect(Collectors.groupingBy(entry -> entry.parts().size()));
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
        String template = "";
        for (Entry entry : entries.getOrDefault(segments.size(), List.of())) {
            Route route = entry.route();
            boolean possible = template.isEmpty() || template.equals(route.template());
            if (possible && entry.matches(segments)) {
                template = route.template();
                if (route.method().equals(wanted)) {
                    return new Match(route, entry.variables(segments));
                }
            }
        }
        throw template.isEmpty()
                ? new ApiException(ErrorCode.NOT_FOUND, "There is nothing at this path.")
                : methodNotAllowed(template, segments.size());
    }

    private ApiException methodNotAllowed(String template, int size) {
        TreeSet<String> allowed = new TreeSet<>();
        for (Entry entry : entries.getOrDefault(size, List.of())) {
            if (entry.route().template().equals(template)) {
                allowed.add(entry.route().method());
            }
        }
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
