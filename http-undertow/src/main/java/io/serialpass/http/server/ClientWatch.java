package io.serialpass.http.server;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpServerConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Sees that a client closes its connection while its request waits. RFC 9112, section 9.5, asks for it. A client that
 * closes only its sending side cannot be told from one that has gone, so it counts as gone.
 *
 * <p>Undertow does not read from a connection between the last byte of a request and its answer. The watch does: it puts
 * the bytes of a next request where Undertow finds them, and stops before the answer begins. There is room for the bytes of one
 * buffer there, 16 KB. A client that sends more ahead is watched no more: its leaving stands in the stream behind bytes that nobody
 * reads yet. What it asked for is done, as if it had stayed.
 */
final class ClientWatch {

    private final HttpServerConnection connection;
    private final StreamSourceConduit source;
    private final Runnable left;
    private boolean ended;
    private volatile boolean gone;

    private ClientWatch(HttpServerConnection connection, Runnable left) {
        this.connection = connection;
        this.left = left;
        this.source = connection.getOriginalSourceConduit();
    }

    /**
     * Starts to watch. To be called on the exchange's I/O thread, outside of its handler chain.
     *
     * @return tells whether the client has gone, on any thread
     */
    static BooleanSupplier start(HttpServerExchange exchange) {
        return start(exchange, () -> {});
    }

    /**
     * Starts to watch, as {@link #start(HttpServerExchange)} does.
     *
     * @param left called on the exchange's I/O thread when the client has gone
     */
    static BooleanSupplier start(HttpServerExchange exchange, Runnable left) {
        if (!exchange.isRequestComplete() || !(exchange.getConnection() instanceof HttpServerConnection connection)) {
            return () -> !exchange.getConnection().isOpen();
        }
        ClientWatch watch = new ClientWatch(connection, left);
        exchange.addResponseCommitListener(committed -> watch.end());
        connection.getChannel().getSourceChannel().setReadListener(channel -> watch.look());
        watch.source.resumeReads();
        return () -> watch.gone || !connection.isOpen();
    }

    private synchronized void look() {
        try {
            int count = 1;
            while (!ended && count > 0) {
                count = read();
            }
            if (count < 0) {
                leave();
            }
        } catch (IOException e) {
            leave();
        }
    }

    private void leave() {
        gone = true;
        end();
        left.run();
    }

    /** Reads what the client has sent already of its next request; it keeps its order. */
    private int read() throws IOException {
        PooledByteBuffer before = connection.getExtraBytes();
        PooledByteBuffer pooled =
                before == null ? connection.getByteBufferPool().allocate() : before;
        ByteBuffer buffer = pooled.getBuffer();
        if (before == null) {
            buffer.clear();
        } else {
            buffer.compact();
        }
        boolean kept = before != null;
        try {
            if (!buffer.hasRemaining()) {
                // A client that sends so much ahead is watched no more.
                end();
                return 0;
            }
            int count = source.read(buffer);
            if (count > 0 && before == null) {
                connection.setExtraBytes(pooled);
                kept = true;
            }
            return count;
        } finally {
            buffer.flip();
            if (!kept) {
                pooled.close();
            }
        }
    }

    /** From here on the connection is Undertow's again. */
    private synchronized void end() {
        if (!ended) {
            ended = true;
            source.suspendReads();
        }
    }
}
