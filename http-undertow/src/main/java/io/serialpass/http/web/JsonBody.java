package io.serialpass.http.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The fields of one JSON object, read one by one; what is wrong with them goes to {@link Problems}. A field that is null
 * counts as not sent, unless it is asked for as one that may be null. For one thread.
 */
public final class JsonBody {

    private final ObjectNode object;

    /** What stands before the names of fields that a client is told: where the object is within a larger one. */
    private final String prefix;

    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    private JsonBody(ObjectNode object, String prefix, Problems problems) {
        this.object = object;
        this.prefix = prefix;
        this.problems = problems;
    }

    /**
     * Reads a body.
     *
     * @param bytes the body
     * @param problems takes what is wrong with its fields
     * @return the object
     * @throws ApiException if it is no JSON object
     */
    public static JsonBody parse(byte[] bytes, Problems problems) {
        return new JsonBody(JsonTree.parse(bytes), "", problems);
    }

    /**
     * Reads a body that a device sends, of which what nobody asks for is passed over.
     *
     * @param bytes the body
     * @param problems takes what is wrong with its fields
     * @return the object
     * @throws ApiException if it is no JSON object
     */
    public static JsonBody parseLeniently(byte[] bytes, Problems problems) {
        return new JsonBody(JsonTree.parseLeniently(bytes), "", problems);
    }

    /**
     * Reads a text.
     *
     * @param text the text
     * @param problems takes what is wrong with its fields
     * @return the object
     * @throws ApiException if it is no JSON object
     */
    public static JsonBody parse(String text, Problems problems) {
        return new JsonBody(JsonTree.parse(text), "", problems);
    }

    /**
     * The same object with other names.
     *
     * @param names gives the name that counts for a name that was sent; where two become one, that is a problem
     * @return the object
     */
    public JsonBody renamed(UnaryOperator<String> names) {
        ObjectNode renamed = object.objectNode();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = names.apply(field.getKey());
            if (renamed.has(name)) {
                problems.value(name, "must be given once");
            }
            renamed.set(name, field.getValue());
        }
        return new JsonBody(renamed, prefix, problems);
    }

    private Optional<JsonNode> node(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    /**
     * Whether a field was sent, null or not.
     *
     * @param name the field
     * @return true if it was
     */
    public boolean has(String name) {
        known.add(name);
        return object.has(name);
    }

    /**
     * Whether a field was sent with a value.
     *
     * @param name the field
     * @return true if it was, and is not null
     */
    public boolean hasValue(String name) {
        return node(name).isPresent();
    }

    /**
     * Reports a field that was sent as null where a change needs a value.
     *
     * @param name the field
     */
    public void rejectNull(String name) {
        if (object.has(name) && object.get(name).isNull()) {
            problems.value(prefix + name, "must not be null");
        }
    }

    /**
     * Reports a field that was not sent.
     *
     * @param name the field
     */
    public void require(String name) {
        if (node(name).isEmpty()) {
            problems.missing(prefix + name);
        }
    }

    /**
     * A text, turned into a value.
     *
     * @param <T> the kind of value
     * @param name the field
     * @param reader turns the text into the value, or throws an {@link IllegalArgumentException} that says what is wrong
     * @return the value; empty if the field was not sent or is not as it must be
     */
    public <T> Optional<T> text(String name, Function<String, T> reader) {
        return node(name).flatMap(node -> {
            if (!node.isTextual()) {
                problems.type(prefix + name);
                return Optional.empty();
            }
            return read(name, node.textValue(), reader);
        });
    }

    private <S, T> Optional<T> read(String name, S sent, Function<S, T> reader) {
        try {
            return Optional.of(reader.apply(sent));
        } catch (IllegalArgumentException e) {
            problems.value(prefix + name, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * A list of texts, turned into values.
     *
     * @param <T> the kind of value
     * @param name the field
     * @param most the most texts allowed; at least one is needed
     * @param reader turns a text into a value, or throws an {@link IllegalArgumentException} that says what is wrong
     * @return the values; empty if the field was not sent or is not as it must be
     */
    public <T> Optional<List<T>> texts(String name, int most, Function<String, T> reader) {
        Optional<JsonNode> list = node(name);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (!list.get().isArray()) {
            problems.type(prefix + name);
            return Optional.empty();
        }
        if (list.get().isEmpty() || list.get().size() > most) {
            problems.value(prefix + name, "must be a list of 1 to " + most);
        }
        List<T> values = new ArrayList<>();
        for (JsonNode element : list.get()) {
            if (!element.isTextual()) {
                problems.type(prefix + name);
                return Optional.empty();
            }
            read(name, element.textValue(), reader).ifPresent(values::add);
        }
        return Optional.of(values);
    }

    /**
     * The texts of a list, whatever else is in it.
     *
     * @param name the field
     * @return the texts; none if the field was not sent or is no list
     */
    public List<String> anyTexts(String name) {
        List<String> texts = new ArrayList<>();
        node(name).ifPresent(list -> {
            if (!list.isArray()) {
                problems.type(prefix + name);
            }
            for (JsonNode element : list) {
                if (element.isTextual()) {
                    texts.add(element.textValue());
                }
            }
        });
        return texts;
    }

    /**
     * A whole number of 64 bits.
     *
     * @param name the field
     * @return the number; empty if the field was not sent or is none
     */
    public Optional<Long> integer(String name) {
        return node(name).flatMap(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToLong()) {
                problems.type(prefix + name);
                return Optional.empty();
            }
            return Optional.of(node.longValue());
        });
    }

    /**
     * A whole number within a range.
     *
     * @param name the field
     * @param least the least allowed
     * @param most the most allowed
     * @return the number; empty if the field was not sent or is not as it must be
     */
    public Optional<Long> integer(String name, long least, long most) {
        Optional<JsonNode> node = node(name);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!node.get().isIntegralNumber()) {
            problems.type(prefix + name);
            return Optional.empty();
        }
        if (!node.get().canConvertToLong()
                || node.get().longValue() < least
                || node.get().longValue() > most) {
            problems.value(prefix + name, "must be " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(node.get().longValue());
    }

    /**
     * A truth value.
     *
     * @param name the field
     * @return the value; empty if the field was not sent or is none
     */
    public Optional<Boolean> bool(String name) {
        return node(name).flatMap(node -> {
            if (!node.isBoolean()) {
                problems.type(prefix + name);
                return Optional.empty();
            }
            return Optional.of(node.booleanValue());
        });
    }

    /**
     * A date as {@link Dates#parse} reads it.
     *
     * @param name the field
     * @return the date; empty if the field was not sent or is none
     */
    public Optional<Instant> date(String name) {
        return node(name).flatMap(node -> {
            Optional<Instant> date = node.isTextual() ? Dates.parse(node.textValue()) : Optional.empty();
            if (node.isTextual() && node.textValue().isEmpty()) {
                problems.value(prefix + name, "must not be empty");
            } else if (date.isEmpty()) {
                problems.date(prefix + name);
            }
            return date;
        });
    }

    /**
     * An object of texts, numbers and truth values, turned into a value.
     *
     * @param <T> the kind of value
     * @param name the field
     * @param reader turns the object's fields into the value, or throws an {@link IllegalArgumentException} that says what
     *     is wrong; a text is a {@link String}, a number a {@link BigDecimal}, a truth value a {@link Boolean}
     * @return the value; empty if the field was not sent or is not as it must be
     */
    public <T> Optional<T> scalars(String name, Function<Map<String, Object>, T> reader) {
        return scalars(name, false).flatMap(scalars -> {
            Map<String, Object> values = new LinkedHashMap<>();
            scalars.forEach((field, value) -> values.put(field, value.orElseThrow()));
            return read(name, values, reader);
        });
    }

    /**
     * A change of an object of texts, numbers and truth values, as RFC 7396 has it: what is null is to be removed.
     *
     * @param <T> the kind of value
     * @param name the field
     * @param reader turns the object's fields into the value as for {@link #scalars(String, Function)}; an empty one is to
     *     be removed
     * @return the value; empty if the field was not sent or is not as it must be
     */
    public <T> Optional<T> mergePatch(String name, Function<Map<String, Optional<Object>>, T> reader) {
        return scalars(name, true).flatMap(scalars -> read(name, scalars, reader));
    }

    private Optional<Map<String, Optional<Object>>> scalars(String name, boolean mayBeNull) {
        return node(name).flatMap(node -> {
            if (!node.isObject()) {
                problems.type(prefix + name);
                return Optional.empty();
            }
            Map<String, Optional<Object>> scalars = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                Optional<Object> value = scalar(field.getValue());
                if (value.isEmpty() && !(mayBeNull && field.getValue().isNull())) {
                    problems.type(prefix + name + "." + field.getKey());
                    return Optional.empty();
                }
                scalars.put(field.getKey(), value);
            }
            return Optional.of(scalars);
        });
    }

    private static Optional<Object> scalar(JsonNode value) {
        boolean infinite = value.isDouble() && !Double.isFinite(value.doubleValue());
        if (infinite || (!value.isTextual() && !value.isNumber() && !value.isBoolean())) {
            return Optional.empty();
        }
        return Optional.of(
                value.isTextual()
                        ? value.textValue()
                        : value.isNumber() ? value.decimalValue() : (Object) value.booleanValue());
    }

    /**
     * A list of objects, which are read one by one.
     *
     * @param name the field
     * @param most the most objects allowed; at least one is needed
     * @return the objects; empty if the field was not sent or is not as it must be
     */
    public Optional<List<JsonBody>> objects(String name, int most) {
        Optional<JsonNode> list = node(name);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        if (!list.get().isArray()) {
            problems.type(prefix + name);
            return Optional.empty();
        }
        if (list.get().isEmpty() || list.get().size() > most) {
            problems.value(prefix + name, "must be a list of 1 to " + most);
            return Optional.empty();
        }
        List<JsonBody> objects = new ArrayList<>();
        for (JsonNode element : list.get()) {
            String place = prefix + name + "[" + objects.size() + "]";
            if (!(element instanceof ObjectNode fields)) {
                problems.type(place);
                return Optional.empty();
            }
            objects.add(new JsonBody(fields, place + ".", problems));
        }
        return Optional.of(objects);
    }

    /**
     * An object of any shape.
     *
     * @param name the field
     * @return its JSON in UTF-8, with the digits of its numbers and the order of its keys kept; empty if the field was not sent
     *     or is no object
     */
    public Optional<byte[]> object(String name) {
        return node(name).flatMap(node -> {
            if (!node.isObject()) {
                problems.type(prefix + name);
                return Optional.empty();
            }
            return Optional.of(JsonTree.bytes(node));
        });
    }

    /** Reports every field that nobody asked for. To be called after all that may have been sent were read. */
    public void rejectUnknown() {
        List<String> unknown = new ArrayList<>();
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                unknown.add(prefix + name);
            }
        }
        problems.invalid(unknown);
    }
}
