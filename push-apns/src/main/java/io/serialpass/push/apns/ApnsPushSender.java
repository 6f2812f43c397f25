package io.serialpass.push.apns;

import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.push.PushSender;
import io.serialpass.wallet.PushToken;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Sends pushes over APNs with Pushy. All connections share one thread. A stage that {@link #send} returned is completed by that
 * thread: what is done then must not wait. Safe for use by many threads.
 *
 * <p>Pushy logs push tokens, and the tokens made with a token key, at the level {@code TRACE}, and bodies of answers that it
 * cannot read at {@code ERROR}, which may hold a push token. Whoever embeds this turns the logger {@code com.eatthepath.pushy}
 * off. All that it has to say is in the answers.
 *
 * @since 0.1
 */
public final class ApnsPushSender implements PushSender {

    private static final Logger LOGGER = System.getLogger(ApnsPushSender.class.getName());

    private static final PushAnswer CLOSED = PushAnswer.unanswered(Verdict.FAILED, "The sender was closed.");
    private static final PushAnswer IMPOSSIBLE = PushAnswer.unanswered(
            Verdict.BAD_TOKEN, "It is no token that APNs can have given: it is not made of hexadecimal digits.");

    private final ApnsSettings settings;
    private final CredentialChoice choice;

    /** Made with the first push: a server that never pushes need not load Netty when it starts. */
    private Optional<Connections> made = Optional.empty();

    private volatile boolean isClosed;

    /**
     * The thread of all connections, and the connections.
     *
     * @param clients of the event loop's thread alone
     */
    private record Connections(EventLoop loop, OpenClients clients) {

        static Connections of(ApnsSettings settings) {
            NioEventLoopGroup group = new NioEventLoopGroup(1, new DefaultThreadFactory("serialpass-push-apns", true));
            EventLoop loop = group.next();
            return new Connections(loop, new OpenClients(settings, group, loop));
        }
    }

    ApnsPushSender(ApnsSettings settings) {
        this.settings = settings;
        this.choice = new CredentialChoice(settings);
    }

    private synchronized Connections connections() {
        if (made.isEmpty()) {
            made = Optional.of(Connections.of(settings));
        }
        return made.get();
    }

    /**
     * Begins to set one up.
     *
     * @param credentials the certificates; {@link ApnsCredentials#none} where a token key takes their place
     * @return a builder
     */
    public static ApnsPushSenderBuilder builder(ApnsCredentials credentials) {
        return new ApnsPushSenderBuilder(credentials);
    }

    /**
     * Tells whether APNs could have given a push token: it is made of hexadecimal digits, and not of too many.
     *
     * @param token the token
     * @return false where a push to it would only fail
     */
    public static boolean isPossible(PushToken token) {
        return ApnsTokens.isPossible(token);
    }

    @Override
    public PushAbility ability(PassTypeIdentifier type) {
        return choice.of(type).match(usable -> PushAbility.on(usable.name()), none -> PushAbility.off(none.reason()));
    }

    @Override
    public boolean isReachable(PushToken token) {
        return ApnsTokens.isPossible(token);
    }

    @Override
    public CompletionStage<PushAnswer> send(PassTypeIdentifier type, PushToken token) {
        if (!ApnsTokens.isPossible(token)) {
            return CompletableFuture.completedFuture(IMPOSSIBLE);
        }
        CompletableFuture<PushAnswer> answer = new CompletableFuture<>();
        if (isClosed) {
            answer.complete(CLOSED);
            return answer;
        }
        Connections connections = connections();
        try {
            connections.loop().execute(() -> begin(connections.clients(), type, token, answer));
        } catch (RejectedExecutionException e) {
            answer.complete(CLOSED);
        }
        return answer;
    }

    private void begin(
            OpenClients clients, PassTypeIdentifier type, PushToken token, CompletableFuture<PushAnswer> answer) {
        if (isClosed) {
            answer.complete(CLOSED);
            return;
        }
        try {
            choice.of(type)
                    .match(
                            usable -> {
                                WalletPush push = new WalletPush(
                                        token.value(),
                                        type.value(),
                                        settings.clock().instant().plus(settings.expiration()),
                                        settings.priority(),
                                        settings.pushType().header());
                                clients.send(type, usable, push, answer);
                                return true;
                            },
                            none -> answer.complete(PushAnswer.unanswered(Verdict.CREDENTIALS, none.reason())));
        } catch (RuntimeException e) {
            // The fault is one of the program, and is logged: its text may hold anything, and so goes nowhere else.
            LOGGER.log(
                    Level.ERROR,
                    "A push of " + type.value() + " could not be sent: "
                            + e.getClass().getName());
            answer.complete(PushAnswer.unanswered(Verdict.FAILED, "The sender failed. Its log says how."));
        }
    }

    @Override
    public int mostUnderWay() {
        return settings.mostUnderWay();
    }

    /** How many connections it has, or is about to make. For tests. */
    CompletableFuture<Integer> countConnections() {
        Connections connections = connections();
        return CompletableFuture.supplyAsync(connections.clients()::size, connections.loop());
    }

    @Override
    public void close() {
        isClosed = true;
        Optional<Connections> open;
        synchronized (this) {
            open = made;
        }
        open.ifPresent(ApnsPushSender::close);
    }

    private static void close(Connections connections) {
        try {
            connections.loop().execute(() -> connections.clients().close(CLOSED));
        } catch (RejectedExecutionException e) {
            return; // It was closed before.
        }
        // Nobody waits for it: Pushy's own way to close may take a minute.
        Future<?> unused = connections.loop().parent().shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
