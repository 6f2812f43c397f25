package io.serialpass.simulator.apns;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A stand-in for Apple's push notification service, on the address 127.0.0.1, over HTTP/2 and TLS. It looks at every rule of
 * a push that Apple publishes, and does what a {@link PushScript} says with those that keep them. It keeps no pushes, and has
 * one thread. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ApnsStandIn implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";
    private static final int LONGEST_STOP_SECONDS = 5;

    private final StandInCertificate certificate;
    private final PushDesk desk;
    private final EventLoopGroup thread = new NioEventLoopGroup(1, new DefaultThreadFactory("apns-stand-in", true));
    private final ChannelGroup connections = new DefaultChannelGroup(thread.next());
    private final Channel listener;

    ApnsStandIn(ApnsStandInBuilder builder, StandInCertificate certificate, PushDesk desk) throws IOException {
        this.certificate = certificate;
        this.desk = desk;
        SslContext tls = tls(builder, certificate);
        ChannelFuture bound = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (connections.size() >= builder.mostConnections) {
                            Future<?> unused = channel.close();
                            return;
                        }
                        connections.add(channel);
                        SslHandler encryption = tls.newHandler(channel.alloc());
                        channel.pipeline()
                                .addLast(encryption)
                                .addLast(new FlushConsolidationHandler(256, true))
                                .addLast(new AfterHandshake(encryption, builder.mostStreams));
                    }
                })
                .bind(new InetSocketAddress(ADDRESS, builder.port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            Future<?> unused = thread.shutdownGracefully(0, LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
            throw new IOException("The stand-in for APNs cannot listen at port " + builder.port + ".", bound.cause());
        }
        this.listener = bound.channel();
    }

    private static SslContext tls(ApnsStandInBuilder builder, StandInCertificate certificate) throws IOException {
        return SslContextBuilder.forServer(certificate.key(), certificate.certificate())
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .clientAuth(ClientAuth.OPTIONAL)
                .trustManager(new ClientCertificates(builder.clock, builder.authorities))
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2))
                .build();
    }

    /** Speaks HTTP/2 once it is known who the client is, and not before. */
    private final class AfterHandshake extends ChannelInboundHandlerAdapter {

        private final SslHandler encryption;
        private final long mostStreams;

        AfterHandshake(SslHandler encryption, long mostStreams) {
            this.encryption = encryption;
            this.mostStreams = mostStreams;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws CertificateException {
            if (event instanceof SslHandshakeCompletionEvent handshake) {
                if (handshake.isSuccess()) {
                    context.pipeline()
                            .replace(
                                    this,
                                    "http2",
                                    StandInConnection.handler(
                                            desk,
                                            desk.countConnection(),
                                            ClientCertificates.topic(
                                                    encryption.engine().getSession()),
                                            mostStreams));
                } else {
                    Future<?> unused = context.close();
                }
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // The client is told by TLS; there is nobody else to tell.
            Future<?> unused = context.close();
        }
    }

    /**
     * Begins to set one up.
     *
     * @return a builder
     */
    public static ApnsStandInBuilder builder() {
        return new ApnsStandInBuilder();
    }

    /**
     * The port that it listens at, on the address 127.0.0.1.
     *
     * @return the port
     */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /**
     * The certificate that it shows, which a sender has to trust.
     *
     * @return the certificate, signed by itself, for {@code localhost} and 127.0.0.1
     */
    public X509Certificate certificate() {
        return certificate.certificate();
    }

    /**
     * The same certificate as a file of it would hold it.
     *
     * @return the certificate in PEM
     */
    public String certificatePem() {
        return certificate.toPem();
    }

    /**
     * Has somebody told of each push that is accepted from now on. The one thread of the stand-in tells, and so whoever is
     * told must not wait.
     *
     * @param taker is told, besides those that were given before
     */
    public void onAccepted(Consumer<AcceptedPush> taker) {
        desk.addTaker(taker);
    }

    /**
     * How many pushes were accepted.
     *
     * @return the number
     */
    public long accepted() {
        return desk.accepted();
    }

    /**
     * How many pushes were refused, by a rule or by the script.
     *
     * @return the number
     */
    public long refused() {
        return desk.refused();
    }

    /**
     * How many connections have been opened, those included that are closed.
     *
     * @return the number of those whose TLS handshake went well
     */
    public long connectionsOpened() {
        return desk.connections();
    }

    /** Drops all connections and frees the port. No script can call it: it waits for the thread that asks scripts. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        connections.forEach(
                channel -> channel.eventLoop().execute(() -> channel.unsafe().closeForcibly()));
        thread.shutdownGracefully(0, LONGEST_STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    }
}
