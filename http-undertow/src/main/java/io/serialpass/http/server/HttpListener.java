package io.serialpass.http.server;

import io.serialpass.http.server.Connections.Connection;
import io.undertow.UndertowOptions;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http.HttpServerConnection;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderValues;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Listens for connections, and has Undertow read their requests. It does what the class {@code Undertow} would, but for this: a
 * register sees each connection from its first byte on, and can close one to make room for others.
 *
 * @since 0.1
 */
public final class HttpListener implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(HttpListener.class.getName());

    private static final AttachmentKey<ClientPace> PACE = AttachmentKey.create(ClientPace.class);

    private static final int WRITE_TIMEOUT_MILLIS = 30_000;
    static final int IDLE_TIMEOUT_MILLIS = 60_000;
    private static final int HEADER_TIMEOUT_MILLIS = 10_000;
    private static final int BACKLOG = 4_096;

    /** Undertow's own sizes, which leave room for what goes around 16 KB. */
    static final int BUFFER_BYTES = 16 * 1024 - 20;

    private static final int BUFFERS_OF_THREAD = 4;

    /**
     * More than one, since a thread that looks into the store may wait for a disk. Not many more, since each thread that is added
     * finds fewer requests whenever it asks the system for some: with six, a device's list took a third more CPU time.
     */
    private static final int THREADS_TO_A_PROCESSOR = 2;

    private static final int LEAST_THREADS = 4;

    private static final long LONGEST_END_SECONDS = 5;

    /** So many requests of one HTTP/2 connection are worked on at once. */
    private static final int MOST_STREAMS = 100;

    private final XnioWorker worker;
    private final AcceptingChannel<? extends StreamConnection> server;

    private HttpListener(XnioWorker worker, AcceptingChannel<? extends StreamConnection> server) {
        this.worker = worker;
        this.server = server;
    }

    /**
     * Begins to listen.
     *
     * @param address where to
     * @param mostHeaderBytes the most bytes of a request's line and headers
     * @param connections the register of connections
     * @param handler answers the requests
     * @param tls what it shows to speak TLS; empty for a server that does not
     * @return the listener, accepting connections
     * @throws IOException if it cannot listen there
     */
    public static HttpListener start(
            InetSocketAddress address,
            int mostHeaderBytes,
            Connections connections,
            HttpHandler handler,
            Optional<SSLContext> tls)
            throws IOException {
        Xnio xnio = Xnio.getInstance(HttpListener.class.getClassLoader());
        XnioWorker worker = xnio.createWorker(OptionMap.builder()
                // Most of them may look into the store at once (Stations); the others serve their connections then.
                .set(
                        Options.WORKER_IO_THREADS,
                        Math.max(
                                LEAST_THREADS,
                                THREADS_TO_A_PROCESSOR * Runtime.getRuntime().availableProcessors()))
                // Every call that may wait for long runs on the server's own workers.
                .set(Options.WORKER_TASK_CORE_THREADS, 1)
                .set(Options.WORKER_TASK_MAX_THREADS, 1)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap());
        try {
            HttpOpenListener http = new HttpOpenListener(
                    new DefaultByteBufferPool(true, BUFFER_BYTES, -1, BUFFERS_OF_THREAD), options(mostHeaderBytes));
            http.setRootHandler(exchange -> handle(exchange, connections, handler));
            AcceptingChannel<? extends StreamConnection> server = tls.isPresent()
                    ? secure(xnio, worker, address, connections, http, handler, tls.get())
                    : worker.createStreamConnectionServer(
                            address,
                            ChannelListeners.openListenerAdapter(channel -> open(channel, connections, http)),
                            sockets(worker));
            server.resumeAccepts();
            return new HttpListener(worker, server);
        } catch (IOException | RuntimeException e) {
            worker.shutdownNow();
            throw e;
        }
    }

    private static AcceptingChannel<? extends StreamConnection> secure(
            Xnio xnio,
            XnioWorker worker,
            InetSocketAddress address,
            Connections connections,
            HttpOpenListener http,
            HttpHandler handler,
            SSLContext tls)
            throws IOException {
        SecureOpener opener = new SecureOpener(connections, http, handler);
        return new UndertowXnioSsl(xnio, OptionMap.create(Options.USE_DIRECT_BUFFERS, true), tls)
                .createSslConnectionServer(
                        worker,
                        address,
                        ChannelListeners.openListenerAdapter(channel -> open(channel, connections, opener)),
                        sockets(worker));
    }

    private static OptionMap sockets(XnioWorker worker) {
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.WRITE_TIMEOUT, WRITE_TIMEOUT_MILLIS)
                .getMap();
    }

    private static OptionMap options(int mostHeaderBytes) {
        return OptionMap.builder()
                .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MOST_STREAMS)
                // Its decoding keeps %2F and replaces broken UTF-8; ours does neither.
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.MAX_HEADER_SIZE, mostHeaderBytes)
                .set(UndertowOptions.MAX_HEADERS, Connections.MOST_PARTS)
                .set(UndertowOptions.MAX_PARAMETERS, Connections.MOST_PARTS)
                // Bodies are limited where they are received, call by call.
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEADER_TIMEOUT_MILLIS)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MILLIS)
                // A buffer more for each connection is not worth it for the few clients that do not wait for answers.
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, false)
                .getMap();
    }

    private static void open(
            StreamConnection channel, Connections connections, ChannelListener<StreamConnection> opener) {
        Connection connection = connections.opened(channel);
        channel.getSourceChannel()
                .setConduit(new Meter(channel.getSourceChannel().getConduit(), connection));
        // A channel calls all the listeners that were ever set.
        channel.setCloseListener(closed -> connections.closed(connection));
        if (channel.isOpen()) {
            opener.handleEvent(channel);
        } else {
            connections.closed(connection);
        }
    }

    private static void handle(HttpServerExchange exchange, Connections connections, HttpHandler handler)
            throws Exception {
        Connection connection = connections.of(((HttpServerConnection) exchange.getConnection()).getChannel());
        connection.requestBegins(parts(exchange));
        begin(exchange, connection, connection::requestEnds, handler);
    }

    /**
     * Hands a request to the one who answers it.
     *
     * @param pace is told how its client keeps up
     * @param ends is run when it is answered
     */
    static void begin(HttpServerExchange exchange, ClientPace pace, Runnable ends, HttpHandler handler)
            throws Exception {
        exchange.putAttachment(PACE, pace);
        exchange.addExchangeCompleteListener((completed, next) -> {
            ends.run();
            next.proceed();
        });
        handler.handleRequest(exchange);
    }

    /** How many headers and query parameters a request has. */
    static int parts(HttpServerExchange exchange) {
        int parts = 0;
        for (HeaderValues values : exchange.getRequestHeaders()) {
            parts += values.size();
        }
        if (!exchange.getQueryString().isEmpty()) {
            for (Deque<String> values : exchange.getQueryParameters().values()) {
                parts += values.size();
            }
        }
        return parts;
    }

    /** What is to be told how the client of a request keeps up. */
    static ClientPace pace(HttpServerExchange exchange) {
        ClientPace pace = exchange.getAttachment(PACE);
        return pace == null ? ClientPace.UNWATCHED : pace;
    }

    /**
     * Whether a thread is one of those that read from connections and write to them. Such a thread outlives whatever a request or a
     * connection meets; it ends where its own loop fails, and then its connections stay open and nobody serves them.
     *
     * @param thread any thread
     * @return true if it is
     */
    public static boolean isItsThread(Thread thread) {
        return thread instanceof XnioIoThread;
    }

    /**
     * The address that it listens at.
     *
     * @return the address, with the real port
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalAddress();
    }

    /** Stops listening, and closes all connections. */
    @Override
    public void close() {
        IoUtils.safeClose(server);
        worker.shutdown();
        try {
            if (!worker.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                // A store that does not answer must not keep a server from ending.
                LOGGER.log(Level.WARNING, "A thread that serves connections still waits for the store.");
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Counts what is read. */
    private static final class Meter extends AbstractStreamSourceConduit<StreamSourceConduit> {

        private final Connection connection;

        Meter(StreamSourceConduit next, Connection connection) {
            super(next);
            this.connection = connection;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = super.read(target);
            if (count > 0 && !connection.received(count)) {
                throw new IOException("The header does not fit into the memory that connections have.");
            }
            return count;
        }
    }
}
