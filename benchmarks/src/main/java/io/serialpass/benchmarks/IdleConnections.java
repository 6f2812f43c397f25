package io.serialpass.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that send something and then neither send nor read, and those whose header never ends. */
final class IdleConnections implements AutoCloseable {

    private static final int SMALL_WINDOW = 4_096;

    private final InetSocketAddress address;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final List<DrippingHeaders> dripping = new ArrayList<>();

    IdleConnections(int port) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Opens connections, each of which sends the same. */
    void open(int count, byte[] bytes) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open();
            channels.add(channel);
            channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, SMALL_WINDOW);
            channel.configureBlocking(false);
            channel.connect(address);
        }
        List<SocketChannel> mine = channels.subList(channels.size() - count, channels.size());
        long end = System.nanoTime() + 5_000_000_000L;
        List<ByteBuffer> left = new ArrayList<>();
        mine.forEach(channel -> left.add(ByteBuffer.wrap(bytes)));
        boolean more = true;
        while (more && System.nanoTime() < end) {
            more = false;
            for (int i = 0; i < count; i++) {
                more |= send(mine.get(i), left.get(i));
            }
        }
    }

    /** Sends what goes without waiting; true if there is more to send. */
    private static boolean send(SocketChannel channel, ByteBuffer bytes) {
        try {
            if (channel.isOpen() && channel.finishConnect()) {
                channel.write(bytes);
            }
            return channel.isOpen() && bytes.hasRemaining();
        } catch (IOException e) {
            return false;
        }
    }

    /** Opens connections whose header drips until all are closed. */
    void drip(int count) throws IOException {
        dripping.add(new DrippingHeaders(address.getPort(), count));
    }

    int opened() {
        return channels.size()
                + dripping.stream().mapToInt(DrippingHeaders::opened).sum();
    }

    /** How many of those that wait the server has neither closed nor refused. */
    int stillOpen() {
        int open = 0;
        ByteBuffer one = ByteBuffer.allocate(1);
        for (SocketChannel channel : channels) {
            try {
                one.clear();
                open += channel.finishConnect() && channel.read(one) >= 0 ? 1 : 0;
            } catch (IOException e) {
                // The server has reset it.
            }
        }
        return open;
    }

    /** Closes all of them, before the rest is. */
    void leave() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        for (DrippingHeaders headers : dripping) {
            headers.close();
        }
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
