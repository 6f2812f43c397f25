package io.serialpass.http.web;

import io.serialpass.turn.Share;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One call: a method on paths of one shape. Immutable.
 *
 * @param method the HTTP method; one of GET answers HEAD too
 * @param template the path, variables in braces, for example {@code /api/v1.0/items/{id}}; one that ends in three dots stands
 *     for the segments that are left, with their slashes
 * @param access whom it lets in
 * @param body what kind of body it takes
 * @param guard refuses requests before their body is looked at; see {@link Glance} for short bodies
 * @param streams whether it writes its answer while it is sent, and so takes as long as the client
 * @param share whose threads do it; empty for a call that is answered at once and asks nobody anything
 * @param glance answers at once what a short look into the store can answer; empty where every request is the handler's
 * @param handler what it does
 * @since 0.1
 */
public record Route(
        String method,
        String template,
        Access access,
        BodyKind body,
        Optional<Guard> guard,
        boolean streams,
        Optional<Share> share,
        Optional<Glance> glance,
        Handler handler) {

    /**
     * A call of the administration where it needs an API token, and of devices where it does not.
     *
     * @param method the HTTP method; one of GET answers HEAD too
     * @param template the path, variables in braces
     * @param access whom it lets in
     * @param body what kind of body it takes
     * @param guard refuses requests before their body is looked at
     * @param streams whether it writes its answer while it is sent, and so takes as long as the client
     * @param handler what it does
     */
    public Route(
            String method,
            String template,
            Access access,
            BodyKind body,
            Optional<Guard> guard,
            boolean streams,
            Handler handler) {
        this(
                method,
                template,
                access,
                body,
                guard,
                streams,
                Optional.of(access.needsApiToken() ? Share.ADMINISTRATION : Share.DEVICES),
                Optional.empty(),
                handler);
    }

    /**
     * A call that nothing guards but its API token.
     *
     * @param method the HTTP method; one of GET answers HEAD too
     * @param template the path, variables in braces
     * @param access whom it lets in
     * @param body what kind of body it takes
     * @param handler what it does
     */
    public Route(String method, String template, Access access, BodyKind body, Handler handler) {
        this(method, template, access, body, Optional.empty(), false, handler);
    }

    /**
     * A call of {@code GET} by the threads of another share than the one that its callers have.
     *
     * @param template the path
     * @param access whom it lets in
     * @param share whose threads do it; empty for a call that is answered at once and asks nobody anything
     * @param handler what it does
     * @return the call
     */
    public static Route get(String template, Access access, Optional<Share> share, Handler handler) {
        return new Route(
                "GET", template, access, BodyKind.NONE, Optional.empty(), false, share, Optional.empty(), handler);
    }

    /**
     * The same call with a glance.
     *
     * @param first answers at once what a short look into the store can answer
     * @return the call
     */
    public Route withGlance(Glance first) {
        return new Route(method, template, access, body, guard, streams, share, Optional.of(first), handler);
    }

    /**
     * Whether the call only reads, and is done when its answer is made.
     *
     * @return true if it does
     */
    public boolean isRead() {
        return method.equals("GET") && !streams;
    }

    /**
     * Looks at a request before its body.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Guard {
        /**
         * Lets a request pass. It only reads, and not for long.
         *
         * @param request the request, without its body
         * @throws ApiException if the request is refused
         */
        void check(Request request);
    }

    /**
     * Answers what a short look into the store can answer. The thread that serves the connection calls it, so that most requests
     * of phones need no other thread. It must not wait for the writer, and must not make a package.
     *
     * <p>Where the body is announced as a short one, the guard is not asked: the glance refuses what the guard refuses, and that
     * before it complains of the body.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Glance {
        /**
         * Looks at a request.
         *
         * @param request the request
         * @return the answer, or the way to it where it takes more than a look
         * @throws ApiException if the request ends in an error
         */
        Seen look(Request request);
    }

    /**
     * What a glance saw. Immutable.
     *
     * @since 0.1
     */
    public sealed interface Seen {

        /**
         * The answer.
         *
         * @param response the answer
         * @since 0.1
         */
        record Answer(Response response) implements Seen {}

        /**
         * There is more to do, on a thread that may block.
         *
         * @param rest does it; it need not read again what the glance has read of the request
         * @since 0.1
         */
        record More(Supplier<Response> rest) implements Seen {}

        /**
         * An answer, if there is one.
         *
         * @param answer the answer; empty where there is more to do
         * @param rest does it
         * @return what was seen
         */
        static Seen of(Optional<Response> answer, Supplier<Response> rest) {
            return answer.<Seen>map(Answer::new).orElseGet(() -> new More(rest));
        }
    }

    /**
     * Does what a call asks for.
     *
     * @since 0.1
     */
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

    /**
     * The kind of body that a call takes.
     *
     * @since 0.1
     */
    public enum BodyKind {
        /** None; what is sent is passed over, up to the limit of an ordinary body. */
        NONE(0, Set.of()),
        /** A JSON object. */
        JSON(BodyKind.PARSED, Set.of("application/json")),
        /** A change of a JSON object: RFC 7396. */
        MERGE_PATCH(BodyKind.PARSED, Set.of("application/merge-patch+json", "application/json")),
        /** The fields of a form that a browser sends. */
        FORM(BodyKind.PARSED, Set.of("application/x-www-form-urlencoded")),
        /** The message of a device, which may call it what it likes. */
        DEVICE(BodyKind.PARSED, Set.of()),
        /** The log of a device, which is never refused for what it is. */
        DEVICE_LOG(BodyKind.PARSED, Set.of()),
        /** The package of a pass. */
        PACKAGE(0, Set.of("application/vnd.apple.pkpass")),
        /** One package, or several in a bundle. */
        BUNDLE(0, Set.of("application/vnd.apple.pkpass", "application/vnd.apple.pkpasses")),
        /** A file of a pass type. */
        FILE(0, Set.of("image/png", "application/pdf", "application/json", "text/plain", "application/octet-stream")),
        /** The files of a pass type in one archive. */
        ARCHIVE(0, Set.of("application/zip")),
        /** Serial numbers to import, of any length, kept in a file until the call is done. */
        IMPORT(0, Set.of("text/csv", "application/x-ndjson", "application/ndjson", "application/jsonl")),
        /** A form that a browser sends with a file to import, which is kept in a file until the call is done. */
        IMPORT_FORM(0, Set.of(BodyKind.MULTIPART)),
        /** A form that a browser sends with a file of the size of a package, which is kept in a file until the call is done. */
        FILE_FORM(0, Set.of(BodyKind.MULTIPART));

        private static final String MULTIPART = "multipart/form-data";

        /** A byte of JSON becomes a part of a tree, and that becomes a part of what the call works with. */
        private static final int PARSED = 8;

        private final int workBytes;
        private final Set<String> mediaTypes;

        BodyKind(int workBytes, Set<String> mediaTypes) {
            this.workBytes = workBytes;
            this.mediaTypes = mediaTypes;
        }

        /**
         * How much memory the work on a body takes beside the body.
         *
         * @return about how many bytes for each byte of the body; 0 where the call itself asks for what it needs
         */
        public int workBytes() {
            return workBytes;
        }

        /**
         * Whether it is of any length, and takes its time.
         *
         * @return true for what is imported
         */
        public boolean isImport() {
            return this == IMPORT || this == IMPORT_FORM;
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
