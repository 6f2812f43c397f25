package io.serialpass.http.web;

import io.serialpass.turn.Share;
import java.util.Optional;
import java.util.Set;

/**
 * One call: a method on paths of one shape. Immutable.
 *
 * @param method the HTTP method; one of GET answers HEAD too
 * @param template the path, variables in braces, for example {@code /api/v1.0/items/{id}}; one that ends in three dots stands
 *     for the segments that are left, with their slashes
 * @param authenticated whether it needs an API token
 * @param body what kind of body it takes
 * @param guard refuses requests before their body is looked at
 * @param streams whether it writes its answer while it is sent, and so takes as long as the client
 * @param share whose threads do it; empty for a call that is answered at once and asks nobody anything
 * @param handler what it does
 */
public record Route(
        String method,
        String template,
        boolean authenticated,
        BodyKind body,
        Optional<Guard> guard,
        boolean streams,
        Optional<Share> share,
        Handler handler) {

    /**
     * A call of the administration where it needs an API token, and of devices where it does not.
     *
     * @param method the HTTP method; one of GET answers HEAD too
     * @param template the path, variables in braces
     * @param authenticated whether it needs an API token
     * @param body what kind of body it takes
     * @param guard refuses requests before their body is looked at
     * @param streams whether it writes its answer while it is sent, and so takes as long as the client
     * @param handler what it does
     */
    public Route(
            String method,
            String template,
            boolean authenticated,
            BodyKind body,
            Optional<Guard> guard,
            boolean streams,
            Handler handler) {
        this(
                method,
                template,
                authenticated,
                body,
                guard,
                streams,
                Optional.of(authenticated ? Share.ADMINISTRATION : Share.DEVICES),
                handler);
    }

    /**
     * A call that nothing guards but its API token.
     *
     * @param method the HTTP method; one of GET answers HEAD too
     * @param template the path, variables in braces
     * @param authenticated whether it needs an API token
     * @param body what kind of body it takes
     * @param handler what it does
     */
    public Route(String method, String template, boolean authenticated, BodyKind body, Handler handler) {
        this(method, template, authenticated, body, Optional.empty(), false, handler);
    }

    /**
     * A call of {@code GET} that tells how the server is. It needs no token and takes no body.
     *
     * @param template the path
     * @param share whose threads do it; empty for a call that is answered at once and asks nobody anything
     * @param handler what it does
     * @return the call
     */
    public static Route health(String template, Optional<Share> share, Handler handler) {
        return new Route("GET", template, false, BodyKind.NONE, Optional.empty(), false, share, handler);
    }

    /**
     * Whether the call only reads, and is done when its answer is made.
     *
     * @return true if it does
     */
    public boolean isRead() {
        return method.equals("GET") && !streams;
    }

    /** Looks at a request before its body. */
    @FunctionalInterface
    public interface Guard {
        /**
         * Lets a request pass, on a thread that may block.
         *
         * @param request the request, without its body
         * @throws ApiException if the request is refused
         */
        void check(Request request);
    }

    /** Does what a call asks for. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers a request, on a thread that may block.
         *
         * @param request the request
         * @return the answer
         * @throws ApiException if the answer is an error
         */
        Response handle(Request request);
    }

    /** What kind of body a call takes. */
    public enum BodyKind {
        /** None; what is sent is passed over. */
        NONE(Set.of()),
        /** A JSON object. */
        JSON(Set.of("application/json")),
        /** A change of a JSON object: RFC 7396. */
        MERGE_PATCH(Set.of("application/merge-patch+json", "application/json")),
        /** What a device sends, which may call it what it likes. */
        DEVICE(Set.of()),
        /** What a device logs, which is never refused for what it is. */
        DEVICE_LOG(Set.of()),
        /** The package of a pass. */
        PACKAGE(Set.of("application/vnd.apple.pkpass")),
        /** One package, or several in a bundle. */
        BUNDLE(Set.of("application/vnd.apple.pkpass", "application/vnd.apple.pkpasses")),
        /** A file of a pass type. */
        FILE(Set.of("image/png", "application/pdf", "application/json", "text/plain", "application/octet-stream")),
        /** The files of a pass type in one archive. */
        ARCHIVE(Set.of("application/zip")),
        /** Serial numbers to import, of any length, kept in a file until the call is done. */
        IMPORT(Set.of("text/csv", "application/x-ndjson", "application/ndjson", "application/jsonl"));

        private final Set<String> mediaTypes;

        BodyKind(Set<String> mediaTypes) {
            this.mediaTypes = mediaTypes;
        }

        /**
         * The media types that it may have.
         *
         * @return the types, in lower case; none where any will do
         */
        public Set<String> mediaTypes() {
            return mediaTypes;
        }
    }
}
