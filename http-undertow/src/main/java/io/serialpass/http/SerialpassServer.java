package io.serialpass.http;

import io.serialpass.Serialpass;
import io.serialpass.http.metrics.ServerMetrics;
import io.serialpass.http.server.Connections;
import io.serialpass.http.server.HeapShares;
import io.serialpass.http.server.HttpListener;
import io.serialpass.http.web.SharedMemory;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A running server of an application. {@link #close()} stops it: requests in flight finish, new ones are refused; the application
 * stays the caller's to close, after the server. Safe for use by many threads.
 *
 * <pre>{@code
 * try (Storage storage = Storages.open("jdbc:sqlite:serialpass.db");
 *         Serialpass app = Serialpass.builder(storage).build();
 *         SerialpassServer server = SerialpassServer.start(ServerOptions.defaults(), app)) {
 *     ...
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class SerialpassServer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(SerialpassServer.class.getName());

    private final SerialpassHandler handler;
    private final HttpListener listener;
    private boolean closed;

    private SerialpassServer(SerialpassHandler handler, HttpListener listener) {
        this.handler = handler;
        this.listener = listener;
    }

    /**
     * Starts a server.
     *
     * @param options where it listens, and its limits
     * @param app the application, which stays the caller's to close
     * @return the server, accepting requests
     * @throws IOException if it cannot listen there
     */
    public static SerialpassServer start(ServerOptions options, Serialpass app) throws IOException {
        return start(options, app, Optional.empty());
    }

    /**
     * Starts a server whose work is measured.
     *
     * @param options where it listens, and its limits
     * @param app the application, which stays the caller's to close
     * @param metrics takes how requests are answered, and shows all that it was told; empty for nobody
     * @return the server, accepting requests
     * @throws IOException if it cannot listen there
     */
    public static SerialpassServer start(ServerOptions options, Serialpass app, Optional<ServerMetrics> metrics)
            throws IOException {
        HeapShares heap = HeapShares.ofThisMachine();
        Connections connections = new Connections(
                options.concurrency().maxConnections(),
                heap.connections(),
                options.tls().isPresent());
        tellCapacity(options, connections);
        SerialpassHandler handler =
                new SerialpassHandler(options, app, new SharedMemory(heap.content(), connections::closeSlow), metrics);
        try {
            HttpListener listener = HttpListener.start(
                    new InetSocketAddress(options.host(), options.port()),
                    options.sizes().header(),
                    connections,
                    handler,
                    options.tls());
            return new SerialpassServer(handler, listener);
        } catch (IOException | RuntimeException e) {
            handler.end();
            throw e;
        }
    }

    private static void tellCapacity(ServerOptions options, Connections connections) {
        int wanted = options.concurrency().maxConnections();
        if (connections.capacity() < wanted) {
            LOGGER.log(
                    Level.WARNING,
                    "This heap has room for {0,number,#} connections, and --max-connections is {1,number,#}: beyond"
                            + " that, those are closed that have kept the server waiting longest. For more of them, give"
                            + " java a larger heap (-Xmx).",
                    connections.capacity(),
                    wanted);
        }
    }

    /**
     * Makes a handler of all calls, to be mounted into another program that runs Undertow. That program listens, and bounds its
     * connections; the bodies and answers of these calls have a quarter of the heap.
     *
     * @param options the limits; the address to listen at and the number of connections are not looked at
     * @param app the application, which stays the caller's to close, after the handler
     * @return the handler, which the caller closes
     */
    public static SerialpassHandler handler(ServerOptions options, Serialpass app) {
        return handler(options, app, Optional.empty());
    }

    /**
     * Makes a handler of all calls whose work is measured.
     *
     * @param options the limits; the address to listen at and the number of connections are not looked at
     * @param app the application, which stays the caller's to close, after the handler
     * @param metrics takes how requests are answered, and shows all that it was told; empty for nobody
     * @return the handler, which the caller closes
     */
    public static SerialpassHandler handler(ServerOptions options, Serialpass app, Optional<ServerMetrics> metrics) {
        return new SerialpassHandler(
                options, app, new SharedMemory(HeapShares.ofThisMachine().content(), () -> {}), metrics);
    }

    /**
     * Tells the address that the server listens at.
     *
     * @return the address, with the real port
     */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Stops the server: not ready any more, then no new requests, then those in flight, then nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        handler.stop();
        listener.close();
        handler.end();
    }
}
