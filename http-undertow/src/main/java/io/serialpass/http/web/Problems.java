package io.serialpass.http.web;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The faults in the parameters and fields of one request. A client is told of one thing: the first of the kind that
 * comes first in the contract's order (unknown, missing, wrong type, value not allowed). For one thread.
 *
 * @since 0.1
 */
public final class Problems {

    private final Set<String> unknown = new LinkedHashSet<>();
    private Optional<ApiException> missing = Optional.empty();
    private Optional<ApiException> type = Optional.empty();
    private Optional<ApiException> value = Optional.empty();

    /** Starts with nothing wrong. */
    public Problems() {}

    /**
     * Names that the request does not have, or not together.
     *
     * @param names the names, in the order sent
     */
    public void invalid(Collection<String> names) {
        unknown.addAll(names);
    }

    /**
     * A name that is needed.
     *
     * @param name the name
     */
    public void missing(String name) {
        if (missing.isEmpty()) {
            missing = Optional.of(new ApiException(ErrorCode.MISSING_PARAM, name + " parameter is missing"));
        }
    }

    /**
     * A name whose value is of the wrong type.
     *
     * @param name the name
     */
    public void type(String name) {
        type(name, "");
    }

    /**
     * A name whose value is no date.
     *
     * @param name the name
     */
    public void date(String name) {
        type(name, " " + Dates.HINT);
    }

    private void type(String name, String hint) {
        if (type.isEmpty()) {
            type = Optional.of(new ApiException(
                    ErrorCode.INVALID_PARAM_TYPE,
                    "The type of parameter " + name + " you provided is not valid for this request." + hint));
        }
    }

    /**
     * A name whose value is not allowed.
     *
     * @param name the name
     * @param rule what is allowed, as the end of a sentence that begins with the name
     */
    public void value(String name, String rule) {
        if (value.isEmpty()) {
            value = Optional.of(new ApiException(ErrorCode.INVALID_PARAM_VALUE, valueSentence(name, rule)));
        }
    }

    /**
     * How a client is told that a value is not allowed.
     *
     * @param name the name of the parameter or field
     * @param rule what is allowed, as the end of a sentence that begins with the name, with or without its last mark
     * @return the sentence
     */
    public static String valueSentence(String name, String rule) {
        return "The value of parameter " + name + " " + rule + (rule.matches("(?s).*[.?!]") ? "" : ".");
    }

    /**
     * Ends the request if anything is wrong.
     *
     * @throws ApiException the error to answer
     */
    public void check() {
        if (!unknown.isEmpty()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAM,
                    "The parameters [" + String.join(", ", unknown) + "] you provided are not valid for this request.");
        }
        missing.or(() -> type).or(() -> value).ifPresent(error -> {
            throw error;
        });
    }
}
