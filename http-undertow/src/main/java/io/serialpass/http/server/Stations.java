package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.turn.Turn;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the stations that a request goes through, each on the thread where it belongs. Whatever a station throws is the request's
 * answer. Safe for use by many threads.
 */
final class Stations {

    /** Of so many threads that serve connections, one does not look into the store at any time. */
    private static final int THREADS_TO_A_FREE_ONE = 4;

    /** So long a request waits on its own thread until fewer others look into the store. Looks are much shorter. */
    private static final long PATIENCE_NANOS = 2_000_000;

    private final Lanes lanes;
    private final ErrorSender errors;

    Stations(Lanes lanes, ErrorSender errors) {
        this.lanes = lanes;
        this.errors = errors;
    }

    /** Runs a station on this thread. */
    void run(HttpServerExchange exchange, Runnable station) {
        try {
            RequestTrace.run(exchange, station);
        } catch (RuntimeException | Error e) {
            // An error too: whatever it is, a client that waits for ever and a request that never ends make it worse.
            errors.send(exchange, e);
        }
    }

    /** Runs a station on this thread once the handler chain has ended. The exchange has to be told that it goes on. */
    void afterChain(HttpServerExchange exchange, Runnable station) {
        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> run(exchange, station));
    }

    /** Runs a station on the thread that serves the connection. */
    void onIoThread(HttpServerExchange exchange, Runnable station) {
        exchange.getIoThread().execute(() -> run(exchange, station));
    }

    /**
     * Runs a station on the thread that serves the connection, at once where that is this one. The station that ends an exchange
     * has to: where another thread does, Undertow lets the connection's thread spin until the other one is done, and that one
     * may be waiting for this very processor.
     */
    void toIoThread(HttpServerExchange exchange, Runnable station) {
        end(exchange, () -> run(exchange, station));
    }

    /** Ends an exchange on the thread that may: see {@link #toIoThread}. Nobody answers for what this throws. */
    static void end(HttpServerExchange exchange, Runnable ending) {
        if (exchange.isInIoThread()) {
            ending.run();
        } else {
            exchange.getIoThread().execute(ending);
        }
    }

    /** Runs a station that may wait for the store. */
    void inLane(HttpServerExchange exchange, Turn turn, Lanes.Kind kind, Runnable station) {
        Turn queued = turn.forUnit();
        Runnable begin = () -> run(exchange, () -> {
            queued.requireTime(ApiException::overloaded);
            turn.run(station);
        });
        afterChain(exchange, () -> lanes.execute(queued, kind, begin));
    }

    /**
     * Looks into the store on this thread, which serves the connection, if that is possible soon. One thread in four does not look
     * at any time, so that it serves its connections also while the store does not answer.
     *
     * @param look asks the store
     * @param then takes what was seen, on this thread; empty where a lane has to look
     */
    <T> void look(HttpServerExchange exchange, Turn turn, Supplier<T> look, Consumer<Optional<T>> then) {
        look(exchange, turn, look, then, System.nanoTime() + PATIENCE_NANOS);
    }

    private <T> void look(
            HttpServerExchange exchange, Turn turn, Supplier<T> look, Consumer<Optional<T>> then, long until) {
        Looks looks = lanes.looks(turn);
        Optional<T> seen = looks.look(turn, mostLooks(exchange), look);
        if (seen.isPresent() || looks.areSlow() || System.nanoTime() - until >= 0) {
            then.accept(seen);
        } else {
            // To wait for its turn here costs less than two changes of the thread. Other requests of this thread go
            // first.
            afterChain(exchange, () -> onIoThread(exchange, () -> look(exchange, turn, look, then, until)));
        }
    }

    private static int mostLooks(HttpServerExchange exchange) {
        int threads = exchange.getIoThread().getWorker().getIoThreadCount();
        return Math.max(1, threads - Math.max(1, threads / THREADS_TO_A_FREE_ONE));
    }
}
