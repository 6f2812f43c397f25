package io.serialpass.http.server;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Closes the connection of a client that takes too long to send its body. Undertow's own read timeout does not see a
 * client that sends a byte now and then.
 */
final class BodyDeadline {

    private final HttpServerExchange exchange;
    private final Duration limit;
    private final boolean renewed;
    private volatile long deadline;
    private volatile boolean ended;
    private volatile XnioExecutor.Key timer;

    /**
     * Starts the time.
     *
     * @param limit how long the body may take
     * @param renewed whether the limit is for each pause in it, rather than for all of it
     */
    BodyDeadline(HttpServerExchange exchange, Duration limit, boolean renewed) {
        this.exchange = exchange;
        this.limit = limit;
        this.renewed = renewed;
        this.deadline = System.nanoTime() + limit.toNanos();
        this.timer = schedule(limit.toNanos());
    }

    private XnioExecutor.Key schedule(long nanos) {
        return exchange.getIoThread().executeAfter(this::check, Math.max(1, nanos / 1_000_000), TimeUnit.MILLISECONDS);
    }

    private void check() {
        long left = deadline - System.nanoTime();
        if (ended) {
            return;
        }
        if (left > 0) {
            timer = schedule(left);
        } else {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    /** Some of the body has come. */
    void progress() {
        if (renewed) {
            deadline = System.nanoTime() + limit.toNanos();
        }
    }

    /** The body is there, or is not wanted any more. */
    void end() {
        ended = true;
        timer.remove();
    }
}
