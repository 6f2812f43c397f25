package io.serialpass.simulator.apns;

import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of a push that APNs knows, each as it was sent; null where it was not. Of the thread of the stand-in alone. */
final class RequestHeaders {

    @Nullable String method;

    @Nullable String path;

    @Nullable String authorization;

    @Nullable String topic;

    @Nullable String pushType;

    @Nullable String priority;

    @Nullable String expiration;

    @Nullable String id;

    @Nullable String collapseId;

    /** Whether one came more than once. */
    boolean isRepeated;

    RequestHeaders(Http2Headers headers) {
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
            String value = header.getValue().toString();
            switch (header.getKey().toString()) {
                case ":method" -> method = first(method, value);
                case ":path" -> path = first(path, value);
                case "authorization" -> authorization = first(authorization, value);
                case "apns-topic" -> topic = first(topic, value);
                case "apns-push-type" -> pushType = first(pushType, value);
                case "apns-priority" -> priority = first(priority, value);
                case "apns-expiration" -> expiration = first(expiration, value);
                case "apns-id" -> id = first(id, value);
                case "apns-collapse-id" -> collapseId = first(collapseId, value);
                default -> {
                    // APNs passes over what it does not know.
                }
            }
        }
    }

    private String first(@Nullable String before, String value) {
        if (before == null) {
            return value;
        }
        isRepeated = true;
        return before;
    }
}
