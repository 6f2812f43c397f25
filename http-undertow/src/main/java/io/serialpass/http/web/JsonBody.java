package io.serialpass.http.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.text.Texts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The fields of one JSON object, read one by one; what is wrong with them goes to {@link Problems}. A field that is null
 * counts as not sent, unless it is asked for as one that may be null. For one thread.
 *
 * @since 0.1
 */
public final class JsonBody {

    private final ObjectNode object;

    /** The beginning of the names of fields that a client is told: where the object is within a larger one. */
    private final String prefix;

    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    JsonBody(ObjectNode object, String prefix, Problems problems) {
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

    private Optional<JsonField> field(String name) {
        known.add(name);
        return Optional.ofNullable(object.get(name))
                .filter(value -> !value.isNull())
                .map(value -> new JsonField(prefix + name, value, problems));
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
     * Whether no field has a value.
     *
     * @return true if each is null, a text of white space, or an object or a list of nothing else
     */
    public boolean isBlank() {
        return isBlank(object);
    }

    private static boolean isBlank(JsonNode node) {
        if (node.isContainerNode()) {
            for (JsonNode child : node) {
                if (!isBlank(child)) {
                    return false;
                }
            }
            return true;
        }
        return node.isNull()
                || (node.isTextual() && Texts.strip(node.textValue()).isEmpty());
    }

    /**
     * Whether a field was sent with a value.
     *
     * @param name the field
     * @return true if it was, and is not null
     */
    public boolean hasValue(String name) {
        return field(name).isPresent();
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
        if (field(name).isEmpty()) {
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
        return field(name).flatMap(field -> field.text(reader));
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
        return field(name).flatMap(field -> field.texts(most, reader));
    }

    /**
     * The texts of a list, whatever else is in it.
     *
     * @param name the field
     * @return the texts; none if the field was not sent or is no list
     */
    public List<String> anyTexts(String name) {
        return field(name).map(JsonField::anyTexts).orElse(List.of());
    }

    /**
     * A whole number of 64 bits.
     *
     * @param name the field
     * @return the number; empty if the field was not sent or is none
     */
    public Optional<Long> integer(String name) {
        return field(name).flatMap(JsonField::integer);
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
        return field(name).flatMap(field -> field.integer(least, most));
    }

    /**
     * A truth value.
     *
     * @param name the field
     * @return the value; empty if the field was not sent or is none
     */
    public Optional<Boolean> bool(String name) {
        return field(name).flatMap(JsonField::bool);
    }

    /**
     * A date as {@link Dates#parse} reads it.
     *
     * @param name the field
     * @return the date; empty if the field was not sent or is none
     */
    public Optional<Instant> date(String name) {
        return field(name).flatMap(JsonField::date);
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
        return field(name).flatMap(field -> field.scalars(reader));
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
        return field(name).flatMap(field -> field.mergePatch(reader));
    }

    /**
     * A list of objects, which are read one by one.
     *
     * @param name the field
     * @param most the most objects allowed; at least one is needed
     * @return the objects; empty if the field was not sent or is not as it must be
     */
    public Optional<List<JsonBody>> objects(String name, int most) {
        return field(name).flatMap(field -> field.objects(most));
    }

    /**
     * An object within, whose fields are read one by one.
     *
     * @param name the field
     * @return the object; empty if the field was not sent or is no object
     */
    public Optional<JsonBody> fields(String name) {
        return field(name).flatMap(JsonField::fields);
    }

    /**
     * An object of any shape.
     *
     * @param name the field
     * @return its JSON in UTF-8, with the digits of its numbers and the order of its keys kept; empty if the field was not sent
     *     or is no object
     */
    public Optional<byte[]> object(String name) {
        return field(name).flatMap(JsonField::object);
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
