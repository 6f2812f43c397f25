package io.serialpass.http.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The value of one field of a JSON object, which is there and is not null. Each reading gives nothing where the value is not as it
 * must be, and says so to {@link Problems}. For one thread.
 *
 * @param place the field's name, with where its object is in front
 * @param value the value
 * @param problems takes what is wrong
 */
record JsonField(String place, JsonNode value, Problems problems) {

    private <T> Optional<T> ofWrongType() {
        problems.type(place);
        return Optional.empty();
    }

    private <T> Optional<T> refused(String rule) {
        problems.value(place, rule);
        return Optional.empty();
    }

    private <S, T> Optional<T> read(S sent, Function<S, T> reader) {
        try {
            return Optional.of(reader.apply(sent));
        } catch (IllegalArgumentException e) {
            return refused(String.valueOf(e.getMessage()));
        }
    }

    <T> Optional<T> text(Function<String, T> reader) {
        return value.isTextual() ? read(value.textValue(), reader) : ofWrongType();
    }

    Optional<Boolean> bool() {
        return value.isBoolean() ? Optional.of(value.booleanValue()) : ofWrongType();
    }

    Optional<Long> integer() {
        return value.isIntegralNumber() && value.canConvertToLong() ? Optional.of(value.longValue()) : ofWrongType();
    }

    Optional<Long> integer(long least, long most) {
        if (!value.isIntegralNumber()) {
            return ofWrongType();
        }
        boolean isWithin = value.canConvertToLong() && value.longValue() >= least && value.longValue() <= most;
        return isWithin ? Optional.of(value.longValue()) : refused("must be " + least + " to " + most);
    }

    Optional<Instant> date() {
        if (value.isTextual() && value.textValue().isEmpty()) {
            return refused("must not be empty");
        }
        Optional<Instant> date = value.isTextual() ? Dates.parse(value.textValue()) : Optional.empty();
        if (date.isEmpty()) {
            problems.date(place);
        }
        return date;
    }

    <T> Optional<List<T>> texts(int most, Function<String, T> reader) {
        if (!value.isArray()) {
            return ofWrongType();
        }
        boolean isOfRightLength = hasRightLength(most);
        List<T> values = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                return ofWrongType();
            }
            read(element.textValue(), reader).ifPresent(values::add);
        }
        return isOfRightLength ? Optional.of(values) : Optional.empty();
    }

    private boolean hasRightLength(int most) {
        boolean has = !value.isEmpty() && value.size() <= most;
        if (!has) {
            problems.value(place, "must be a list of 1 to " + most);
        }
        return has;
    }

    List<String> anyTexts() {
        if (!value.isArray()) {
            problems.type(place);
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (element.isTextual()) {
                texts.add(element.textValue());
            }
        }
        return texts;
    }

    Optional<byte[]> object() {
        return value.isObject() ? Optional.of(JsonTree.bytes(value)) : ofWrongType();
    }

    Optional<JsonBody> fields() {
        return value instanceof ObjectNode fields
                ? Optional.of(new JsonBody(fields, place + ".", problems))
                : ofWrongType();
    }

    Optional<List<JsonBody>> objects(int most) {
        if (!value.isArray()) {
            return ofWrongType();
        }
        if (!hasRightLength(most)) {
            return Optional.empty();
        }
        List<JsonBody> objects = new ArrayList<>();
        for (JsonNode element : value) {
            String inside = place + "[" + objects.size() + "]";
            if (!(element instanceof ObjectNode fields)) {
                problems.type(inside);
                return Optional.empty();
            }
            objects.add(new JsonBody(fields, inside + ".", problems));
        }
        return Optional.of(objects);
    }

    <T> Optional<T> scalars(Function<Map<String, Object>, T> reader) {
        return scalars(false).flatMap(scalars -> {
            Map<String, Object> values = new LinkedHashMap<>();
            scalars.forEach((field, scalar) -> values.put(field, scalar.orElseThrow()));
            return read(values, reader);
        });
    }

    <T> Optional<T> mergePatch(Function<Map<String, Optional<Object>>, T> reader) {
        return scalars(true).flatMap(scalars -> read(scalars, reader));
    }

    private Optional<Map<String, Optional<Object>>> scalars(boolean mayBeNull) {
        if (!value.isObject()) {
            return ofWrongType();
        }
        Map<String, Optional<Object>> scalars = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            Optional<Object> scalar = scalar(field.getValue());
            if (scalar.isEmpty() && !(mayBeNull && field.getValue().isNull())) {
                problems.type(place + "." + field.getKey());
                return Optional.empty();
            }
            scalars.put(field.getKey(), scalar);
        }
        return Optional.of(scalars);
    }

    private static Optional<Object> scalar(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(node.textValue());
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        boolean isInfinite = node.isDouble() && !Double.isFinite(node.doubleValue());
        return node.isNumber() && !isInfinite ? Optional.of(node.decimalValue()) : Optional.empty();
    }
}
