package io.serialpass.http.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

/**
 * The fields of one JSON object, read one by one; what is wrong with them goes to {@link Problems}. A field that is null
 * counts as not sent, unless it is asked for as one that may be null. For one thread.
 */
public final class JsonBody {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // As sent: an amount of 1.50 must not come back as 1.5.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Of what a device sends nothing is refused that can be passed over, such as a number that nobody asks for. */
    private static final JsonMapper LENIENT = new JsonMapper();

    private final ObjectNode object;
    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    private JsonBody(ObjectNode object, Problems problems) {
        this.object = object;
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
        return parse(MAPPER, utf8(bytes), problems);
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
        return parse(LENIENT, utf8(bytes), problems);
    }

    private static String utf8(byte[] bytes) {
        try {
            return Percent.utf8(bytes);
        } catch (IllegalArgumentException e) {
            throw invalid("The body is not UTF-8.");
        }
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
        return parse(MAPPER, text, problems);
    }

    private static JsonBody parse(JsonMapper mapper, String text, Problems problems) {
        try {
            JsonNode node = mapper.readTree(text);
            if (node instanceof ObjectNode object) {
                return new JsonBody(object, problems);
            }
            throw invalid(node.isMissingNode() ? "There is no JSON: it is empty." : "The JSON is not an object.");
        } catch (StreamConstraintsException e) {
            throw invalid("The JSON is nested too deeply, or holds a number or a name that is too long.");
        } catch (NumberFormatException e) {
            throw invalid("The JSON holds a number that is too large.");
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
            throw invalid("The JSON breaks" + place + reason(e.getOriginalMessage()) + ".");
        }
    }

    /** What the parser says of the text; what it says of itself is nothing to a client. */
    private static String reason(String message) {
        String line = message.lines().findFirst().orElse("").replaceAll(" \\(start marker at .*", "");
        boolean ofItself = line.contains("Feature") || line.contains("Constraints") || line.contains("com.fasterxml");
        return line.isEmpty() || ofItself ? "" : ": " + line;
    }

    private static ApiException invalid(String description) {
        return new ApiException(ErrorCode.INVALID_JSON, description);
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
            problems.value(name, "must not be null");
        }
    }

    /**
     * Reports a field that was not sent.
     *
     * @param name the field
     */
    public void require(String name) {
        if (node(name).isEmpty()) {
            problems.missing(name);
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
                problems.type(name);
                return Optional.empty();
            }
            return read(name, node.textValue(), reader);
        });
    }

    private <S, T> Optional<T> read(String name, S sent, Function<S, T> reader) {
        try {
            return Optional.of(reader.apply(sent));
        } catch (IllegalArgumentException e) {
            problems.value(name, String.valueOf(e.getMessage()));
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
            problems.type(name);
            return Optional.empty();
        }
        if (list.get().isEmpty() || list.get().size() > most) {
            problems.value(name, "must be a list of 1 to " + most);
        }
        List<T> values = new ArrayList<>();
        for (JsonNode element : list.get()) {
            if (!element.isTextual()) {
                problems.type(name);
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
                problems.type(name);
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
                problems.type(name);
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
            problems.type(name);
            return Optional.empty();
        }
        if (!node.get().canConvertToLong()
                || node.get().longValue() < least
                || node.get().longValue() > most) {
            problems.value(name, "must be " + least + " to " + most);
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
                problems.type(name);
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
                problems.value(name, "must not be empty");
            } else if (date.isEmpty()) {
                problems.date(name);
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
        return node(name).flatMap(node -> {
            Map<String, Object> scalars = new LinkedHashMap<>();
            if (!node.isObject()) {
                problems.type(name);
                return Optional.empty();
            }
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                JsonNode value = field.getValue();
                boolean infinite = value.isDouble() && !Double.isFinite(value.doubleValue());
                if (infinite || (!value.isTextual() && !value.isNumber() && !value.isBoolean())) {
                    problems.type(name + "." + field.getKey());
                    return Optional.empty();
                }
                scalars.put(
                        field.getKey(),
                        value.isTextual()
                                ? value.textValue()
                                : value.isNumber() ? value.decimalValue() : (Object) value.booleanValue());
            }
            return read(name, scalars, reader);
        });
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
                problems.type(name);
                return Optional.empty();
            }
            try {
                return Optional.of(MAPPER.writeValueAsBytes(node));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a tree can be written", e);
            }
        });
    }

    /** Reports every field that nobody asked for. To be called after all that may have been sent were read. */
    public void rejectUnknown() {
        List<String> unknown = new ArrayList<>();
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                unknown.add(name);
            }
        }
        problems.invalid(unknown);
    }
}
