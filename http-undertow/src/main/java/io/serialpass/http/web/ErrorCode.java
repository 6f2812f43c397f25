package io.serialpass.http.web;

import java.util.Locale;

/**
 * The codes of the error envelope, with the status that each goes with.
 *
 * @since 0.1
 */
public enum ErrorCode {
    /** Unknown parameters or fields. */
    INVALID_PARAM(400),
    /** A parameter or field of the wrong type. */
    INVALID_PARAM_TYPE(400),
    /** A parameter or field with a value that is not allowed. */
    INVALID_PARAM_VALUE(400),
    /** A parameter or field that is needed. */
    MISSING_PARAM(400),
    /** A value that is in use. */
    NOT_UNIQUE(400),
    /** A body that is no JSON object. */
    INVALID_JSON(400),
    /** Fewer NEW serial numbers than asked for. */
    INSUFFICIENT_STOCK(400),
    /** A move of status that a serial number's life does not have. */
    INVALID_STATUS_TRANSITION(400),
    /** A package of a pass that is not one of this pass. */
    INVALID_PACKAGE(400),
    /** Something that cannot be deleted now. */
    DELETE_FAILED(400),
    /** No or no valid token. */
    UNAUTHORIZED(401),
    /** A token whose role is too small. */
    FORBIDDEN(403),
    /** No such thing, or none at this path. */
    NOT_FOUND(404),
    /** Something that was there, and is not kept any more. */
    GONE(410),
    /** The first request with a key is still under way. */
    IDEMPOTENCY_KEY_IN_USE(409),
    /** A key came with another request before. */
    IDEMPOTENCY_KEY_REUSED(422),
    /** A method that the path does not have. */
    METHOD_NOT_ALLOWED(405),
    /** A body over the limit. */
    PAYLOAD_TOO_LARGE(413),
    /** A body of a type that the call does not take. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** More requests than one client may send. */
    TOO_MANY_REQUESTS(429),
    /** A fault of the server. */
    SERVER_ERROR(500),
    /** Something of HTTP that the server does not have. */
    NOT_IMPLEMENTED(501),
    /** More to do than the server takes on. */
    OVERLOADED(503),
    /** Something that the work needs and that does not depend on how much there is to do: a store, a disk, a certificate. */
    UNAVAILABLE(503);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /**
     * The HTTP status.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * The code as a client reads it.
     *
     * @return for example {@code invalid_param}
     */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
