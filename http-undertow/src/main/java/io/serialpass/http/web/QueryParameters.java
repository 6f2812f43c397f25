package io.serialpass.http.web;

import io.serialpass.query.Wildcard;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The query parameters of one request, read one by one; what is wrong with them goes to {@link Problems}. For one thread.
 *
 * @since 0.1
 */
public final class QueryParameters {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Set<String> repeated = new HashSet<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> forbidden = new HashSet<>();
    private final Problems problems;

    /**
     * Reads a query string.
     *
     * @param query the query string as it was sent, without the question mark; may be empty
     * @param problems takes what is wrong
     * @throws ApiException if the encoding is broken
     */
    public QueryParameters(String query, Problems problems) {
        this.problems = problems;
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            try {
                String name = Percent.decodeForm(equals < 0 ? part : part.substring(0, equals));
                String value = equals < 0 ? "" : Percent.decodeForm(part.substring(equals + 1));
                if (values.putIfAbsent(name, value) != null) {
                    repeated.add(name);
                }
            } catch (IllegalArgumentException e) {
                throw new ApiException(
                        ErrorCode.INVALID_PARAM_VALUE,
                        "The query string is not validly encoded: " + e.getMessage() + ".");
            }
        }
    }

    /**
     * A parameter's text, which must not be empty.
     *
     * @param name the parameter
     * @return the text; empty if the parameter was not sent or is not as it must be
     */
    public Optional<String> text(String name) {
        return textOrEmpty(name).filter(text -> {
            if (text.isEmpty()) {
                problems.value(name, "must not be empty");
            }
            return !text.isEmpty();
        });
    }

    /**
     * A parameter's text, which may be empty.
     *
     * @param name the parameter
     * @return the text; empty if the parameter was not sent or was sent twice
     */
    public Optional<String> textOrEmpty(String name) {
        known.add(name);
        if (repeated.contains(name)) {
            problems.value(name, "must be given once");
            return Optional.empty();
        }
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A parameter's first text, however often it was sent and whatever it is.
     *
     * @param name the parameter
     * @return the text; empty if the parameter was not sent
     */
    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * A whole number.
     *
     * @param name the parameter
     * @param least the least allowed
     * @param most the most allowed
     * @return the number; empty if the parameter was not sent or is not as it must be
     */
    public Optional<Long> integer(String name, long least, long most) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!INTEGER.matcher(text.get()).matches()) {
            problems.type(name);
            return Optional.empty();
        }
        Optional<Long> number = parseLong(text.get()).filter(value -> least <= value && value <= most);
        if (number.isEmpty()) {
            boolean orMore = most == Long.MAX_VALUE && text.get().startsWith("-");
            problems.value(name, "must be " + least + (orMore ? " or more" : " to " + most));
        }
        return number;
    }

    /**
     * Reads an id: a whole number of 64 bits.
     *
     * @param text the text
     * @return the id; empty if it is none
     */
    public static Optional<Long> id(String text) {
        return INTEGER.matcher(text).matches() ? parseLong(text) : Optional.empty();
    }

    private static Optional<Long> parseLong(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * A date.
     *
     * @param name the parameter
     * @return the date; empty if the parameter was not sent or is not as it must be
     */
    public Optional<Instant> date(String name) {
        return text(name).flatMap(text -> {
            Optional<Instant> date = Dates.parseQuery(text);
            if (date.isEmpty()) {
                problems.date(name);
            }
            return date;
        });
    }

    /**
     * A pattern with stars.
     *
     * @param name the parameter
     * @return the pattern; empty if the parameter was not sent or is not as it must be
     */
    public Optional<Wildcard> wildcard(String name) {
        return parsed(name, Wildcard::of);
    }

    /**
     * A truth value.
     *
     * @param name the parameter
     * @return the value; empty if the parameter was not sent or is neither {@code true} nor {@code false}
     */
    public Optional<Boolean> bool(String name) {
        return text(name).flatMap(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                problems.type(name);
                return Optional.empty();
            }
            return Optional.of(text.equals("true"));
        });
    }

    /**
     * A text, turned into a value.
     *
     * @param <T> the kind of value
     * @param name the parameter
     * @param reader turns the text into the value, or throws an {@link IllegalArgumentException} that says what is wrong
     * @return the value; empty if the parameter was not sent or is not as it must be
     */
    public <T> Optional<T> parsed(String name, Function<String, T> reader) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException e) {
                problems.value(name, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /**
     * A text, turned into a value.
     *
     * @param <T> the kind of value
     * @param name the parameter
     * @param reader turns the text into the value; empty if it stands for none
     * @param rule what is allowed, as the end of a sentence that begins with the name
     * @return the value; empty if the parameter was not sent or is not as it must be
     */
    public <T> Optional<T> value(String name, Function<String, Optional<T>> reader, String rule) {
        return text(name).flatMap(text -> {
            Optional<T> value = reader.apply(text);
            if (value.isEmpty()) {
                problems.value(name, rule);
            }
            return value;
        });
    }

    /**
     * One of some names.
     *
     * @param <T> what the names stand for
     * @param name the parameter
     * @param choices what each name stands for, in the order in which an error lists them
     * @return the choice; empty if the parameter was not sent or names none
     */
    public <T> Optional<T> choice(String name, Map<String, T> choices) {
        return value(
                name,
                text -> Optional.ofNullable(choices.get(text)),
                "must be one of " + String.join(", ", choices.keySet()));
    }

    /**
     * Counts a parameter among the unknown ones, since it does not go with another that was sent.
     *
     * @param name the parameter
     */
    public void forbid(String name) {
        forbidden.add(name);
    }

    /**
     * Ends a request that has parameters, where its call takes none.
     *
     * @param query the query string as it was sent
     * @throws ApiException if there is one
     */
    public static void rejectAll(String query) {
        Problems problems = new Problems();
        new QueryParameters(query, problems).rejectUnknown();
        problems.check();
    }

    /** Reports every parameter that nobody asked for. To be called after all that may have been sent were read. */
    public void rejectUnknown() {
        List<String> unknown = values.keySet().stream()
                .filter(name -> !known.contains(name) || forbidden.contains(name))
                .collect(Collectors.toList());
        problems.invalid(unknown);
    }

    /**
     * Whether a parameter was sent.
     *
     * @param name the parameter
     * @return true if it was, once or more often
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }
}
