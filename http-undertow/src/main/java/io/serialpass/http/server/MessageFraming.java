package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.text.Texts;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at what a request says of where its body ends. A server in front may read it otherwise than this one does, and then one
 * of the two takes a part of a body for a request. So what is not plain is refused, and the connection is closed: RFC 9112,
 * sections 6.1 and 6.3.
 */
final class MessageFraming {

    private static final String CHUNKED = "chunked";

    private MessageFraming() {}

    /**
     * Finds the fault in a request's framing.
     *
     * @return the error, after which the connection has to be closed; empty where all is plain
     */
    static Optional<ApiException> problem(HttpServerExchange exchange) {
        HeaderValues lengths = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
        HeaderValues transfer = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        if (lengths != null && (lengths.size() > 1 || !isNumber(lengths.getFirst()))) {
            return refused("Content-Length must be sent once, as one number.");
        }
        if (transfer == null) {
            return Optional.empty();
        }
        if (lengths != null) {
            return refused("Content-Length and Transfer-Encoding must not be sent together.");
        }
        if (!exchange.isHttp11()) {
            return refused("Transfer-Encoding needs HTTP/1.1.");
        }
        List<String> codings = Arrays.stream(String.join(",", transfer).split(",", -1))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (codings.equals(List.of(CHUNKED))) {
            return Optional.empty();
        }
        if (codings.stream().allMatch(coding -> coding.equals(CHUNKED) || coding.isEmpty())) {
            return refused("Transfer-Encoding must name chunked once.");
        }
        return Optional.of(new ApiException(
                ErrorCode.NOT_IMPLEMENTED,
                "Of transfer codings there is chunked alone here. Send the body with it, or with Content-Length."));
    }

    private static boolean isNumber(String text) {
        return Texts.isDigits(text);
    }

    private static Optional<ApiException> refused(String description) {
        return Optional.of(new ApiException(ErrorCode.INVALID_PARAM_VALUE, description));
    }
}
