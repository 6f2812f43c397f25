package io.serialpass.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections whose header comes byte by byte, now and then, and never ends. Where the server closes one, another one is opened in
 * its place. A thread of its own does that until this is closed.
 */
final class DrippingHeaders implements AutoCloseable {

    private static final byte[] START =
            "GET /health/live HTTP/1.1\r\nHost: x\r\nX: ".getBytes(StandardCharsets.ISO_8859_1);

    /** So long after all connections got a byte they get the next one. */
    private static final long PAUSE_MILLIS = 500;

    private final InetSocketAddress address;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final Thread dripping = new Thread(this::drip, "dripping-headers");
    private volatile boolean ended;

    DrippingHeaders(int port, int count) throws IOException {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < count; i++) {
            channels.add(open());
        }
        dripping.start();
    }

    private SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        channel.configureBlocking(false);
        opened.incrementAndGet();
        try {
            channel.write(ByteBuffer.wrap(START));
        } catch (IOException e) {
            // The server has closed it already; the next round opens another one.
        }
        return channel;
    }

    private void drip() {
        try {
            while (!ended) {
                for (int i = 0; i < channels.size() && !ended; i++) {
                    if (!takesOneMore(channels.get(i))) {
                        channels.get(i).close();
                        channels.set(i, open());
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            // The server is gone, which its own row of the table says.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean takesOneMore(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap(new byte[] {'y'}));
            return channel.read(ByteBuffer.allocate(1)) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many were opened, in place of others among them. */
    int opened() {
        return opened.get();
    }

    @Override
    public void close() throws IOException {
        ended = true;
        try {
            dripping.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
