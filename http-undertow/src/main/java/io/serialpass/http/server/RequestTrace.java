package io.serialpass.http.server;

import io.serialpass.organization.TraceContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a request is known: its id, which is also in the answer, and the trace that its caller says it belongs to. A log asks for
 * the {@linkplain #current() one of the thread}. Immutable and safe for use by many threads.
 *
 * @since 0.1
 */
public final class RequestTrace {

    private static final AttachmentKey<RequestTrace> KEY = AttachmentKey.create(RequestTrace.class);
    private static final ThreadLocal<@Nullable RequestTrace> CURRENT = new ThreadLocal<>();

    private static final HttpString ID = new HttpString("X-Request-Id");
    private static final HttpString PARENT = new HttpString("traceparent");
    private static final HexFormat HEX = HexFormat.of();
    private static final int LONGEST_ID = 128;

    /** Beside letters and digits; nothing of it means anything in a line of a log. */
    private static final String MARKS = "._:/+=@-";

    private final String id;
    private final Optional<TraceContext> context;

    private RequestTrace(String id, Optional<TraceContext> context) {
        this.id = id;
        this.context = context;
    }

    /**
     * Names a request, by the id that its caller gave it if that is one, and tells its caller the name.
     *
     * @param number the number that an id is made of; another one for each request
     */
    static RequestTrace begin(HttpServerExchange exchange, long number) {
        String given = exchange.getRequestHeaders().getFirst(ID);
        String id = given != null && isId(given) ? given : HEX.toHexDigits(number);
        HeaderValues parents = exchange.getRequestHeaders().get(PARENT);
        RequestTrace trace = new RequestTrace(
                id, parents == null || parents.size() != 1 ? Optional.empty() : TraceContext.parse(parents.getFirst()));
        exchange.putAttachment(KEY, trace);
        exchange.getResponseHeaders().put(ID, id);
        return trace;
    }

    private static boolean isId(String text) {
        if (text.isEmpty() || text.length() > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean isPlain = (character >= 'a' && character <= 'z')
                    || (character >= 'A' && character <= 'Z')
                    || (character >= '0' && character <= '9');
            if (!isPlain && MARKS.indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The name of a request; empty for one that was never named. */
    static Optional<RequestTrace> of(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getAttachment(KEY));
    }

    /** Does work of a request, so that a log knows whose it is. */
    static void run(HttpServerExchange exchange, Runnable work) {
        RequestTrace outer = CURRENT.get();
        CURRENT.set(exchange.getAttachment(KEY));
        try {
            work.run();
        } finally {
            CURRENT.set(outer);
        }
    }

    /**
     * The request that the calling thread works for.
     *
     * @return the request; empty outside of one
     */
    public static Optional<RequestTrace> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Gives the name of the request.
     *
     * @return 1 to 128 letters, digits and marks; the header {@code X-Request-Id} of the answer
     */
    public String id() {
        return id;
    }

    /**
     * Gives the trace that the request belongs to.
     *
     * @return what its caller sent as {@code traceparent}; empty if that was nothing, or nonsense
     */
    public Optional<TraceContext> context() {
        return context;
    }
}
