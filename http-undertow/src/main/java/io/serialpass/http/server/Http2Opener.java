package io.serialpass.http.server;

import io.serialpass.http.server.Connections.Connection;
import io.undertow.conduits.WriteTimeoutStreamSinkConduit;
import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.DelegateOpenListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http2.Http2ReceiveListener;
import io.undertow.util.HeaderValues;
import org.jspecify.annotations.Nullable;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;

/**
 * Opens connections of HTTP/2, RFC 9113. It does what the class {@code Http2OpenListener} would, but for this: each request knows
 * its connection in the register.
 */
final class Http2Opener implements DelegateOpenListener {

    private final ByteBufferPool buffers;
    private final Connections connections;
    private final HttpHandler handler;
    private volatile OptionMap options;

    Http2Opener(ByteBufferPool buffers, OptionMap options, Connections connections, HttpHandler handler) {
        this.buffers = buffers;
        this.options = options;
        this.connections = connections;
        this.handler = handler;
    }

    @Override
    public void handleEvent(StreamConnection channel) {
        handleEvent(channel, null);
    }

    /** Opens a connection, of which some bytes have been read already. */
    @Override
    @SuppressWarnings("NullAway") // Undertow takes null for no bytes, and for the protocol that is the usual one
    public void handleEvent(StreamConnection channel, @Nullable PooledByteBuffer read) {
        Connection connection = connections.of(channel);
        connection.carriesStreams();
        channel.getSinkChannel()
                .setConduit(new WriteTimeoutStreamSinkConduit(
                        channel.getSinkChannel().getConduit(), channel, this));
        Http2Channel http2 = new Http2Channel(channel, null, buffers, read, false, false, options);
        http2.setIdleTimeout(HttpListener.IDLE_TIMEOUT_MILLIS);
        http2.getReceiveSetter()
                .set(new Http2ReceiveListener(
                        exchange -> handle(exchange, connection), options, HttpListener.BUFFER_BYTES, null));
        http2.resumeReceives();
    }

    private void handle(HttpServerExchange exchange, Connection connection) throws Exception {
        StreamPace pace = new StreamPace(connection, headerBytes(exchange), HttpListener.parts(exchange));
        HttpListener.begin(exchange, pace, pace::ends, handler);
    }

    /** About what the header would take in HTTP/1.1. */
    private static int headerBytes(HttpServerExchange exchange) {
        int bytes = 0;
        for (HeaderValues values : exchange.getRequestHeaders()) {
            for (String value : values) {
                bytes += values.getHeaderName().length() + value.length();
            }
        }
        return bytes;
    }

    @Override
    public HttpHandler getRootHandler() {
        return handler;
    }

    @Override
    public void setRootHandler(HttpHandler other) {
        throw new UnsupportedOperationException("the handler is given once");
    }

    @Override
    public OptionMap getUndertowOptions() {
        return options;
    }

    @Override
    public void setUndertowOptions(OptionMap changed) {
        options = changed;
    }

    @Override
    public ByteBufferPool getBufferPool() {
        return buffers;
    }

    @Override
    public @Nullable ConnectorStatistics getConnectorStatistics() {
        return null;
    }

    @Override
    public void closeConnections() {
        // The register closes them.
    }
}
