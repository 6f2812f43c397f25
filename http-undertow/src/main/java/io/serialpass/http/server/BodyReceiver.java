package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSourceChannel;

/**
 * Receives one body without holding a thread while the client sends, so that slow clients cost memory (which is limited)
 * and no workers. It then tells either that the sink has the body, on the I/O thread, or what went wrong, once.
 */
final class BodyReceiver {

    private final HttpServerExchange exchange;
    private final ClientPace pace;
    private final long most;
    private final BodySink sink;
    private final Executor workers;
    private final BodyDeadline deadline;
    private final Runnable arrived;
    private final Consumer<Exception> failed;
    private long received;

    BodyReceiver(
            HttpServerExchange exchange,
            long most,
            BodySink sink,
            Executor workers,
            BodyDeadline deadline,
            Runnable arrived,
            Consumer<Exception> failed) {
        this.exchange = exchange;
        this.pace = HttpListener.pace(exchange);
        this.most = most;
        this.sink = sink;
        this.workers = workers;
        this.deadline = deadline;
        this.arrived = arrived;
        this.failed = failed;
    }

    /** Whether a body of the announced length is over the limit, so that receiving it need not begin. */
    static boolean announcesMore(HttpServerExchange exchange, long most) {
        return exchange.getRequestContentLength() > most;
    }

    static ApiException tooLarge(long most) {
        return new ApiException(ErrorCode.PAYLOAD_TOO_LARGE, "The body is over the limit of " + most + " bytes.");
    }

    /** Begins to receive. To be called on the exchange's I/O thread, outside its handler chain. */
    void start() {
        if (exchange.isRequestComplete()) {
            finish();
            return;
        }
        StreamSourceChannel channel = exchange.getRequestChannel();
        channel.getReadSetter().set(this::read);
        read(channel);
    }

    private void read(StreamSourceChannel channel) {
        try {
            while (true) {
                byte[] bytes;
                try (PooledByteBuffer pooled =
                        exchange.getConnection().getByteBufferPool().allocate()) {
                    ByteBuffer buffer = pooled.getBuffer();
                    int count = channel.read(buffer);
                    if (count < 0) {
                        channel.suspendReads();
                        finish();
                        return;
                    }
                    if (count == 0) {
                        pace.waitsForClient();
                        channel.resumeReads();
                        return;
                    }
                    buffer.flip();
                    bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                }
                deadline.progress();
                pace.moved(bytes.length);
                received += bytes.length;
                if (received > most) {
                    throw tooLarge(most);
                }
                if (sink.blocks()) {
                    channel.suspendReads();
                    workers.execute(() -> takeThenGoOn(channel, bytes));
                    return;
                }
                sink.take(bytes);
            }
        } catch (IOException e) {
            // The client is gone, or what it sends is not HTTP: it is owed no answer, and nobody a line in the log.
            deadline.end();
            IoUtils.safeClose(exchange.getConnection());
            exchange.endExchange();
        } catch (RuntimeException e) {
            channel.suspendReads();
            deadline.end();
            failed.accept(e);
        }
    }

    private void takeThenGoOn(StreamSourceChannel channel, byte[] bytes) {
        try {
            sink.take(bytes);
            exchange.getIoThread().execute(() -> read(channel));
        } catch (RuntimeException e) {
            deadline.end();
            failed.accept(e);
        }
    }

    private void finish() {
        deadline.end();
        pace.works();
        arrived.run();
    }
}
