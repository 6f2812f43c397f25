package io.serialpass.http.server;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * Sends the bytes of one answer as its client takes them, and holds no thread while it takes none. The bytes go in slices: the
 * Java platform copies all that it is to write to a place beside the heap first, even where a slow client takes little of it.
 * Whoever takes nothing for long, or takes too little, loses the connection.
 */
final class AnswerWriter implements ChannelListener<StreamSinkChannel> {

    private static final Logger LOGGER = System.getLogger(AnswerWriter.class.getName());

    private static final int SLICE = 64 << 10;

    /** So long may an answer take, and so much longer for each of its bytes: 8 KB a second. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / (8 << 10);

    private final HttpServerExchange exchange;
    private final ClientPace pace;
    private final ByteBuffer left;
    private final long deadline;
    private XnioExecutor.@Nullable Key timer;

    private AnswerWriter(HttpServerExchange exchange, byte[] body) {
        this.exchange = exchange;
        this.pace = HttpListener.pace(exchange);
        this.left = ByteBuffer.wrap(body);
        this.deadline = System.nanoTime() + GRACE_NANOS + NANOS_PER_BYTE * body.length;
    }

    /** Sends an answer whose headers are set, and ends the exchange. */
    static void send(HttpServerExchange exchange, byte[] body) {
        StreamSinkChannel channel = exchange.getResponseChannel();
        if (channel == null) {
            throw new IllegalStateException("the answer is under way already");
        }
        new AnswerWriter(exchange, body).handleEvent(channel);
    }

    @Override
    public void handleEvent(StreamSinkChannel channel) {
        try {
            if (writeSlices(channel) && channel.flush()) {
                stopTimer();
                exchange.endExchange();
            } else if (timer == null) {
                pace.waitsForClient();
                startTimer();
                channel.getWriteSetter().set(this);
                channel.resumeWrites();
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The client went away", e);
            stopTimer();
            IoUtils.safeClose(exchange.getConnection());
            exchange.endExchange();
        }
    }

    /** On HTTP/2, nobody calls while the client lets nothing through. */
    private void startTimer() {
        timer = exchange.getIoThread()
                .executeAfter(
                        () -> IoUtils.safeClose(exchange.getConnection()),
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())),
                        TimeUnit.MILLISECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.remove();
        }
    }

    /** Writes until the client takes no more; true if all is written. */
    private boolean writeSlices(StreamSinkChannel channel) throws IOException {
        while (left.hasRemaining()) {
            ByteBuffer slice = left.slice(left.position(), Math.min(SLICE, left.remaining()));
            boolean isLast = slice.remaining() == left.remaining();
            int count = isLast ? channel.writeFinal(slice) : channel.write(slice);
            left.position(left.position() + count);
            if (timer != null) {
                pace.moved(count);
            }
            if (count == 0) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("The client takes its answer too slowly.");
                }
                return false;
            }
        }
        return true;
    }
}
