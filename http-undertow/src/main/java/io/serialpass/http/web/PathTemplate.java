package io.serialpass.http.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The path of a call, with variables: {@code {id}} stands for one segment, and {@code {name...}}, of which a template has one
 * at most, for one or more segments with their slashes. Immutable.
 */
final class PathTemplate {

    private static final String REST = "...}";

    private final List<String> parts;

    /** The position of the variable for many segments; -1 for none. */
    private final int rest;

    /**
     * Makes a template.
     *
     * @param parts its segments
     */
    PathTemplate(List<String> parts) {
        this.parts = List.copyOf(parts);
        int position = -1;
        for (int i = 0; i < parts.size(); i++) {
            position = parts.get(i).endsWith(REST) ? i : position;
        }
        this.rest = position;
    }

    /** Whether a variable stands for many segments. */
    boolean isOpen() {
        return rest >= 0;
    }

    /** How many segments a path has at least, or has where the template is not open. */
    int size() {
        return parts.size();
    }

    /** How much the template says of a path. */
    long fixedParts() {
        return parts.stream().filter(part -> !isVariable(part)).count();
    }

    private static boolean isVariable(String part) {
        return part.startsWith("{");
    }

    /** How many segments more a path has than the template; the variable for many segments stands for these too. */
    private int more(List<String> segments) {
        return segments.size() - parts.size();
    }

    /** The first segment that a part stands for. */
    private int start(int part, List<String> segments) {
        return isOpen() && part > rest ? part + more(segments) : part;
    }

    /** Whether a path of these decoded segments is one of this template. */
    boolean matches(List<String> segments) {
        if (more(segments) < 0 || (more(segments) > 0 && !isOpen())) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            int end = i == rest ? i + more(segments) : start(i, segments);
            String last = segments.get(end);
            if (!part.equals(last) && (!isVariable(part) || last.isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /** The variables of a path that matches, by name. */
    Map<String, String> variables(List<String> segments) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (i == rest) {
                variables.put(
                        part.substring(1, part.length() - REST.length()),
                        String.join("/", segments.subList(i, i + more(segments) + 1)));
            } else if (isVariable(part)) {
                variables.put(part.substring(1, part.length() - 1), segments.get(start(i, segments)));
            }
        }
        return variables;
    }
}
