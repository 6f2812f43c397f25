package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import io.netty.channel.EventLoop;
import io.serialpass.push.PushAnswer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client of Pushy, and the pushes that it has under way. Each push has a deadline, since Pushy has none. One that was given
 * up keeps its stream, so that a client with too many of them, or one over which nothing is answered any more, is retired: it
 * takes no more pushes, and is closed once it has answered what it can. Of the event loop's thread alone.
 */
final class OpenClient {

    private static final Logger LOGGER = System.getLogger(OpenClient.class.getName());

    private final OpenClients owner;
    private final EventLoop loop;
    private final String key;
    private final String credentials;
    private final ApnsClient client;
    private final ConnectionWatch watch;
    private final Duration deadline;
    private final long deadlineNanos;
    private final int mostGivenUp;

    /** The oldest in front. */
    private final Set<UnderWay> underWay = new LinkedHashSet<>();

    /** How many pushes were given up that Pushy still holds. */
    private int givenUp;

    private long lastAnswerNanos = System.nanoTime();
    private boolean isWatching;
    private boolean isRetired;
    private boolean isClosed;

    /** A push that has no answer yet. */
    private static final class UnderWay {
        final CompletableFuture<PushAnswer> answer;
        final long sentNanos;
        boolean isGivenUp;

        UnderWay(CompletableFuture<PushAnswer> answer, long sentNanos) {
            this.answer = answer;
            this.sentNanos = sentNanos;
        }
    }

    OpenClient(
            OpenClients owner,
            ApnsSettings settings,
            EventLoop loop,
            String key,
            String credentials,
            ApnsClient client,
            ConnectionWatch watch) {
        this.owner = owner;
        this.loop = loop;
        this.key = key;
        this.credentials = credentials;
        this.client = client;
        this.watch = watch;
        this.deadline = settings.deadline();
        this.deadlineNanos = deadline.toNanos();
        this.mostGivenUp = settings.mostGivenUp();
    }

    /** The name of the certificate or key that it connects with. */
    String credentials() {
        return credentials;
    }

    void send(WalletPush push, CompletableFuture<PushAnswer> answer) {
        UnderWay sent = new UnderWay(answer, System.nanoTime());
        underWay.add(sent);
        if (!isWatching) {
            watchFrom(sent.sentNanos);
        }
        Future<?> unused =
                client.sendNotification(push).whenComplete((response, failure) -> ended(sent, response, failure));
    }

    private void ended(
            UnderWay push, @Nullable PushNotificationResponse<WalletPush> response, @Nullable Throwable failure) {
        if (response != null) {
            lastAnswerNanos = System.nanoTime();
            end(push, owner.answers().of(response));
        } else if (failure != null) {
            PushAnswer answer = owner.faults().of(failure);
            end(push, answer);
            if (watch.hasFailed() && !isClosed) {
                owner.pause(key, credentials, answer);
                giveUpAll(answer);
            }
        }
    }

    private void end(UnderWay push, PushAnswer answer) {
        if (push.isGivenUp) {
            givenUp--;
            return;
        }
        underWay.remove(push);
        push.answer.complete(answer);
        closeIfDone();
    }

    private void watchFrom(long sentNanos) {
        isWatching = true;
        long left = sentNanos + deadlineNanos - System.nanoTime();
        Future<?> unused = loop.schedule(this::giveUpLate, Math.max(0, left), TimeUnit.NANOSECONDS);
    }

    private void giveUpLate() {
        isWatching = false;
        long now = System.nanoTime();
        boolean isSilent = false;
        Iterator<UnderWay> oldestFirst = underWay.iterator();
        while (oldestFirst.hasNext()) {
            UnderWay push = oldestFirst.next();
            if (now - push.sentNanos < deadlineNanos) {
                watchFrom(push.sentNanos);
                break;
            }
            oldestFirst.remove();
            push.isGivenUp = true;
            givenUp++;
            isSilent |= lastAnswerNanos - push.sentNanos < 0;
            push.answer.complete(owner.faults().late(deadline));
        }
        if (!isRetired && (isSilent || givenUp > mostGivenUp)) {
            LOGGER.log(
                    Level.WARNING,
                    "APNs left {0} pushes of a connection without an answer. A new connection takes its place.",
                    givenUp);
            retire();
        }
        closeIfDone();
    }

    /** Takes no more pushes; those under way may still be answered. */
    void retire() {
        isRetired = true;
        owner.retired(key, this);
        closeIfDone();
    }

    /** Answers all that is under way, and closes. */
    void giveUpAll(PushAnswer answer) {
        List<UnderWay> all = List.copyOf(underWay);
        underWay.clear();
        for (UnderWay push : all) {
            push.isGivenUp = true;
            givenUp++;
            push.answer.complete(answer);
        }
        retire();
    }

    private void closeIfDone() {
        if (isRetired && !isClosed && underWay.isEmpty()) {
            isClosed = true;
            owner.closed(this);
            // Nobody waits for it: it may take a minute.
            Future<?> unused = client.close();
        }
    }
}
