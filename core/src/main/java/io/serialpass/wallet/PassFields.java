package io.serialpass.wallet;

import io.serialpass.text.Texts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The data of a pass, by name, which its template shows. Immutable; two that hold the same in another order are equal.
 *
 * @param values the fields, in the order given; names of 1 to 255 characters, no control characters; texts of any
 *     characters, since a barcode may hold binary data; names and values together at most {@value #MOST_BYTES} bytes of UTF-8
 * @since 0.1
 */
public record PassFields(Map<String, FieldValue> values) {

    /** The most bytes that names and values take together. */
    public static final int MOST_BYTES = 64 * 1024;

    /** No fields. */
    public static final PassFields NONE = new PassFields(Map.of());

    private static final int LONGEST_NUMBER = 400;

    /**
     * Checks names, values and their size, and copies them.
     *
     * @param values the fields
     * @throws IllegalArgumentException if one breaks the rule
     */
    public PassFields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        long bytes = 0;
        for (Map.Entry<String, FieldValue> field : values.entrySet()) {
            try {
                bytes += size(Texts.requireLine(field.getKey(), 255));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("holds a name that " + e.getMessage());
            }
            bytes += size(field.getKey(), field.getValue());
        }
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException("must not hold more than 64 KB");
        }
    }

    /**
     * The same with other fields added or replaced.
     *
     * @param others the fields to add
     * @return the fields
     * @throws IllegalArgumentException if they are too many together
     */
    public PassFields with(PassFields others) {
        Map<String, FieldValue> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new PassFields(all);
    }

    /**
     * The same without some of the fields.
     *
     * @param names which, whether they are there or not
     * @return the fields
     */
    public PassFields without(Set<String> names) {
        Map<String, FieldValue> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(names);
        return new PassFields(rest);
    }

    private static long size(String name, FieldValue value) {
        return value.match(text -> size(name, text.value()), decimal -> size(name, decimal.value()), bool -> 1L);
    }

    private static long size(String name, String text) {
        try {
            return size(Texts.requireText(text, MOST_BYTES));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("holds " + name + ", which " + e.getMessage());
        }
    }

    private static long size(String name, BigDecimal number) {
        int digits = Math.max(number.precision(), Math.abs(number.scale()));
        if (digits > LONGEST_NUMBER) {
            throw new IllegalArgumentException("holds " + name + ", which must be a number of at most 400 digits");
        }
        return digits;
    }

    private static long size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
