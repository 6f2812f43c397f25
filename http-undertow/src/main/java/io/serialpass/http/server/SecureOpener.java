package io.serialpass.http.server;

import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.AlpnOpenListener;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http2.Http2OpenListener;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;
import org.xnio.ssl.SslConnection;

/**
 * Opens connections over TLS. The client says in the handshake whether it speaks HTTP/2 or HTTP/1.1: RFC 7301. A client that takes
 * too long for the handshake loses the connection.
 */
final class SecureOpener implements ChannelListener<StreamConnection> {

    private static final int HANDSHAKE_TIMEOUT_MILLIS = 10_000;

    /** What an engine calls its protocol while there is none. */
    private static final String NO_PROTOCOL = "NONE";

    private final AlpnOpenListener chooser;

    /**
     * Makes an opener.
     *
     * @param connections the register of connections
     * @param http opens connections of HTTP/1.1
     * @param handler answers the requests of HTTP/2
     */
    SecureOpener(Connections connections, HttpOpenListener http, HttpHandler handler) {
        this.chooser = new AlpnOpenListener(http.getBufferPool(), http.getUndertowOptions(), http)
                .addProtocol(
                        Http2OpenListener.HTTP2,
                        new Http2Opener(http.getBufferPool(), http.getUndertowOptions(), connections, handler),
                        1);
    }

    @Override
    public void handleEvent(StreamConnection channel) {
        SSLEngine engine = UndertowXnioSsl.getSslEngine((SslConnection) channel);
        XnioExecutor.Key timer = channel.getIoThread()
                .executeAfter(
                        () -> {
                            if (engine.getSession().getProtocol().equals(NO_PROTOCOL)) {
                                IoUtils.safeClose(channel);
                            }
                        },
                        HANDSHAKE_TIMEOUT_MILLIS,
                        TimeUnit.MILLISECONDS);
        // A channel calls all the listeners that were ever set. A timer would keep a closed connection in memory.
        channel.setCloseListener(closed -> timer.remove());
        chooser.handleEvent(channel);
    }
}
