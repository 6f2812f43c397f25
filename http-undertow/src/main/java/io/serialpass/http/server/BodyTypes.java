package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Route.BodyKind;
import io.undertow.util.Headers;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Refuses bodies that a call does not take for what their headers say of them. */
final class BodyTypes {

    private static final Set<BodyKind> TEXTS =
            Set.of(BodyKind.JSON, BodyKind.MERGE_PATCH, BodyKind.FORM, BodyKind.IMPORT);

    private BodyTypes() {}

    /**
     * Looks at the headers of a body.
     *
     * @param kind what the call takes
     * @param headers gives a header by its name; an empty text for one that was not sent
     * @throws ApiException 415
     */
    static void require(BodyKind kind, UnaryOperator<String> headers) {
        if (kind == BodyKind.DEVICE_LOG) {
            return;
        }
        Optional<String> coding = Request.contentCoding(headers.apply("Content-Encoding"));
        if (coding.isPresent()) {
            throw unsupported(
                    "The body must be sent as it is: the Content-Encoding " + coding.get() + " is not taken.");
        }
        String contentType = headers.apply("Content-Type");
        String charset = Headers.extractQuotedValueFromHeader(contentType.toLowerCase(Locale.ROOT), "charset");
        boolean isRight = kind.mediaTypes().contains(Request.mediaType(contentType))
                && (charset == null || charset.equals("utf-8"));
        if (!kind.mediaTypes().isEmpty() && !isRight) {
            throw unsupported("The body must be "
                    + String.join(" or ", kind.mediaTypes().stream().sorted().toList())
                    + (TEXTS.contains(kind) ? " in UTF-8" : "") + ", and Content-Type must say so.");
        }
    }

    private static ApiException unsupported(String description) {
        return new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, description);
    }
}
