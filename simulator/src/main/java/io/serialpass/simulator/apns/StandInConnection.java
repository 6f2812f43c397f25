package io.serialpass.simulator.apns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2Stream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;

/** Reads the requests of one connection and answers them. Of the thread of the stand-in alone. */
final class StandInConnection extends Http2FrameAdapter {

    private static final int MOST_HEADERS = 8192;

    private final PushDesk desk;
    private final long number;
    private final Optional<String> certificateTopic;

    private final Http2ConnectionHandler handler;
    private final Http2Connection.PropertyKey incoming;

    private StandInConnection(PushDesk desk, long number, Optional<String> certificateTopic, long mostStreams) {
        this.desk = desk;
        this.number = number;
        this.certificateTopic = certificateTopic;
        this.handler = new Http2ConnectionHandlerBuilder()
                .server(true)
                .frameListener(this)
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(mostStreams)
                        .maxHeaderListSize(MOST_HEADERS))
                .build();
        this.incoming = handler.connection().newKey();
    }

    /**
     * Makes the handler of a connection.
     *
     * @param number how many connections were opened, this one included
     * @param certificateTopic the topic of the client's certificate; empty where it showed none
     */
    static Http2ConnectionHandler handler(
            PushDesk desk, long number, Optional<String> certificateTopic, long mostStreams) {
        return new StandInConnection(desk, number, certificateTopic, mostStreams).handler;
    }

    /** A request that is coming in. */
    private static final class Incoming {
        final RequestHeaders headers;

        /** The first bytes of the body, as many as are allowed. */
        byte[] body = {};

        int length;

        Incoming(RequestHeaders headers) {
            this.headers = headers;
        }

        void add(ByteBuf data) {
            if (length < PushRules.MOST_BYTES) {
                byte[] added = ByteBufUtil.getBytes(
                        data, data.readerIndex(), Math.min(data.readableBytes(), PushRules.MOST_BYTES - length), true);
                if (length == 0) {
                    body = added;
                } else {
                    byte[] whole = Arrays.copyOf(body, length + added.length);
                    System.arraycopy(added, 0, whole, length, added.length);
                    body = whole;
                }
            }
            length += data.readableBytes();
        }
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int streamId,
            Http2Headers headers,
            int streamDependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean endOfStream) {
        onHeadersRead(context, streamId, headers, padding, endOfStream);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context, int streamId, Http2Headers headers, int padding, boolean endOfStream) {
        Http2Stream stream = handler.connection().stream(streamId);
        Incoming request = stream.getProperty(incoming);
        if (request == null) {
            request = new Incoming(new RequestHeaders(headers));
            stream.setProperty(incoming, request);
        }
        if (endOfStream) {
            receive(context, stream, request);
        }
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int streamId, ByteBuf data, int padding, boolean endOfStream) {
        int read = data.readableBytes() + padding;
        Http2Stream stream = handler.connection().stream(streamId);
        Incoming request = stream.getProperty(incoming);
        if (request != null) {
            request.add(data);
            if (endOfStream) {
                receive(context, stream, request);
            }
        }
        return read;
    }

    private void receive(ChannelHandlerContext context, Http2Stream stream, Incoming request) {
        stream.removeProperty(incoming);
        RequestHeaders headers = request.headers;
        Optional<Refusal> refusal = desk.rules()
                .checkTarget(headers)
                .or(() -> checkCredentials(headers))
                .or(() -> desk.rules().check(headers, certificateTopic, request.length, request.body));
        if (refusal.isPresent()) {
            desk.countRefused();
            answer(context, stream.id(), headers, refusal.get().reaction());
            return;
        }
        AcceptedPush push = PushRules.push(headers);
        PushReaction reaction = desk.react(number, push);
        if (reaction.isNow()) {
            perform(context, stream.id(), headers, push, reaction);
            return;
        }
        reaction.moment()
                .whenComplete((ended, failed) -> context.executor().execute(() -> {
                    if (handler.connection().stream(stream.id()) != null) {
                        perform(context, stream.id(), headers, push, reaction);
                        handler.flush(context);
                    }
                }));
    }

    private Optional<Refusal> checkCredentials(RequestHeaders headers) {
        String authorization = headers.authorization;
        return authorization == null && certificateTopic.isPresent()
                ? Optional.empty()
                : desk.providerTokens().check(authorization);
    }

    private void perform(
            ChannelHandlerContext context,
            int streamId,
            RequestHeaders headers,
            AcceptedPush push,
            PushReaction reaction) {
        Future<?> unused;
        switch (reaction.kind()) {
            case ACCEPT -> {
                answer(context, streamId, headers, reaction);
                desk.accept(push);
            }
            case REFUSE -> {
                desk.countRefused();
                answer(context, streamId, headers, reaction);
            }
            case SILENCE -> {
                // The stream stays open, and so keeps its place among those that are allowed.
            }
            case DROP -> context.channel().unsafe().closeForcibly();
            case GO_AWAY -> goAway(context, streamId);
            case REFUSE_STREAM ->
                unused = handler.resetStream(context, streamId, Http2Error.REFUSED_STREAM.code(), context.newPromise());
        }
    }

    private void answer(ChannelHandlerContext context, int streamId, RequestHeaders request, PushReaction reaction) {
        String id = request.id == null ? new UUID(number, desk.nextId()).toString() : request.id;
        Http2Headers headers = new DefaultHttp2Headers(false)
                .status(Integer.toString(reaction.status()))
                .set("apns-id", id);
        Optional<String> body = reaction.body();
        Future<?> unused =
                handler.encoder().writeHeaders(context, streamId, headers, 0, body.isEmpty(), context.newPromise());
        if (body.isPresent()) {
            ByteBuf data = Unpooled.wrappedBuffer(body.get().getBytes(StandardCharsets.UTF_8));
            unused = handler.encoder().writeData(context, streamId, data, 0, true, context.newPromise());
        }
    }

    private void goAway(ChannelHandlerContext context, int streamId) {
        if (handler.connection().goAwaySent()) {
            return;
        }
        ByteBuf reason = ByteBufUtil.writeUtf8(context.alloc(), "{\"reason\":\"Shutdown\"}");
        Future<?> unused = handler.goAway(
                context, Math.max(0, streamId - 2), Http2Error.NO_ERROR.code(), reason, context.newPromise());
        try {
            // It closes when the streams before have been answered.
            handler.close(context, context.newPromise());
        } catch (Exception e) {
            context.channel().unsafe().closeForcibly();
        }
    }
}
