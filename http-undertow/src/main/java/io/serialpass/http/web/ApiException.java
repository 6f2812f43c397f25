package io.serialpass.http.web;

import java.util.Map;

/**
 * The end of a request in an answer with the error envelope. It carries no stack trace: it tells the client, not us.
 *
 * @since 0.1
 */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kind of error. */
    private final ErrorCode code;

    private final transient Map<String, String> headers;

    /**
     * Makes an error answer.
     *
     * @param code what kind of error
     * @param description a sentence for the client's developer
     */
    public ApiException(ErrorCode code, String description) {
        this(code, description, Map.of());
    }

    /**
     * Makes an error answer with headers.
     *
     * @param code what kind of error
     * @param description a sentence for the client's developer
     * @param headers headers that go with the answer
     */
    public ApiException(ErrorCode code, String description, Map<String, String> headers) {
        super(description, null, false, false);
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    /**
     * A thing that is not there, as Valomnia says it.
     *
     * @param words what it is, in lower-case words
     * @param idKind what it was looked for by: {@code id} or {@code reference}
     * @param id the id
     * @return the error
     */
    public static ApiException notFound(String words, String idKind, Object id) {
        return new ApiException(
                ErrorCode.NOT_FOUND, "The " + words + " with the " + idKind + " " + id + " doesn't exist.");
    }

    /**
     * A value that is not allowed, as only the store can tell.
     *
     * @param name the name of the parameter or field
     * @param rule what is allowed, as the end of a sentence that begins with the name
     * @return the error
     */
    public static ApiException value(String name, String rule) {
        return new ApiException(ErrorCode.INVALID_PARAM_VALUE, Problems.valueSentence(name, rule));
    }

    /**
     * The same with one sentence more.
     *
     * @param sentence the sentence
     * @return the error
     */
    public ApiException withMore(String sentence) {
        return new ApiException(code, getMessage() + " " + sentence, headers);
    }

    /**
     * More to do than the server takes on; the same request may succeed a second later.
     *
     * @param description which limit was reached
     * @return the error
     */
    public static ApiException overloaded(String description) {
        return new ApiException(ErrorCode.OVERLOADED, description, Map.of("Retry-After", "1"));
    }

    /**
     * A store, a disk or a certificate that cannot be worked with; the same request may succeed once the reason is gone.
     *
     * @param description the reason
     * @return the error
     */
    public static ApiException unavailable(String description) {
        return new ApiException(ErrorCode.UNAVAILABLE, description, Map.of("Retry-After", "5"));
    }

    /**
     * More requests than one client may send; the same request may succeed a second later.
     *
     * @param what what there are too many of
     * @return the error
     */
    public static ApiException tooMany(String what) {
        return new ApiException(
                ErrorCode.TOO_MANY_REQUESTS,
                "There are too many " + what + " from this address. Try again in a second.",
                Map.of("Retry-After", "1"));
    }

    /**
     * More requests than may come with one API token; the same request may succeed a second later.
     *
     * @return the error
     */
    public static ApiException tooManyWithToken() {
        return new ApiException(
                ErrorCode.TOO_MANY_REQUESTS,
                "There are too many requests with this API token. Try again in a second.",
                Map.of("Retry-After", "1"));
    }

    /**
     * The kind of error.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * The answer to this error.
     *
     * @return the answer
     */
    public Response toResponse() {
        Response response = Response.json(code.status(), json -> {
            json.writeStartObject();
            json.writeStringField("error", code.code());
            json.writeStringField("error_description", getMessage());
            json.writeEndObject();
        });
        for (Map.Entry<String, String> header : headers.entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }
}
