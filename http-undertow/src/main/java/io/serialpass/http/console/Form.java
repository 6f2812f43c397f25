package io.serialpass.http.console;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Percent;
import io.serialpass.http.web.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a form that was sent. Immutable. */
final class Form {

    /** The field that holds the secret of the session's forms. */
    static final String TOKEN = "form-token";

    private final Map<String, List<String>> fields;

    private Form(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body of a request.
     *
     * @throws ApiException 400 if it is not encoded as forms are
     */
    static Form of(Request request) {
        return request.body().form().map(sent -> new Form(sent.fields())).orElseGet(() -> encoded(request));
    }

    private static Form encoded(Request request) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        try {
            for (String part : Percent.utf8(request.body().bytes()).split("&", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    fields.computeIfAbsent(Percent.decodeForm(part.substring(0, equals)), name -> new ArrayList<>())
                            .add(Percent.decodeForm(part.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAM_VALUE, "The form is not validly encoded: " + e.getMessage() + ".");
        }
        return new Form(fields);
    }

    /** The first value of a field; an empty text if it was not sent. */
    String text(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    /** All values of a field, in the order sent. */
    List<String> all(String name) {
        return List.copyOf(fields.getOrDefault(name, List.of()));
    }
}
