package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Response;
import io.undertow.server.HttpServerExchange;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A request that waits for something to happen, and keeps no thread while it does. */
final class ParkedRequest {

    private ParkedRequest() {}

    /**
     * Lets a request wait. To be called on the exchange's I/O thread, outside of its handler chain. Either the wait ends and
     * the request goes on, or its client closes the connection: never both.
     *
     * @param exchange the request
     * @param wait waits
     * @param then goes on with the request, from any thread
     * @param gone ends the request, since nobody waits for its answer
     */
    static void park(HttpServerExchange exchange, Response.Wait wait, Runnable then, Consumer<ApiException> gone) {
        AtomicBoolean decided = new AtomicBoolean();
        AtomicReference<Runnable> end = new AtomicReference<>(() -> {});
        // The watch calls on this thread, so not before this method has returned.
        ClientWatch.start(exchange, () -> {
            if (decided.compareAndSet(false, true)) {
                Objects.requireNonNull(end.get()).run();
                gone.accept(ApiException.overloaded("The client closed the connection while its request waited."));
            }
        });
        end.set(wait.begin(() -> {
            if (decided.compareAndSet(false, true)) {
                then.run();
            }
        }));
    }
}
