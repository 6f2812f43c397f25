package io.serialpass.http.wallet;

import io.serialpass.wallet.PassFields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A change of the fields of a pass: RFC 7396.
 *
 * @param put the fields to add or replace
 * @param removed the names of those to remove, whether they are there or not
 */
record FieldsPatch(PassFields put, Set<String> removed) implements UnaryOperator<PassFields> {

    /**
     * Reads a change.
     *
     * @param sent texts, numbers and truth values by name; empty for those to remove
     * @throws IllegalArgumentException if they break a rule
     */
    static FieldsPatch of(Map<String, Optional<Object>> sent) {
        Map<String, Object> put = new LinkedHashMap<>();
        Set<String> removed = new LinkedHashSet<>();
        sent.forEach((name, value) -> value.ifPresentOrElse(one -> put.put(name, one), () -> removed.add(name)));
        return new FieldsPatch(PassJson.fields(put), removed);
    }

    @Override
    public PassFields apply(PassFields before) {
        return before.without(removed).with(put);
    }
}
