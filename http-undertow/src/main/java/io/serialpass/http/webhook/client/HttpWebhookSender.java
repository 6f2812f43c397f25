package io.serialpass.http.webhook.client;

import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookCall;
import io.serialpass.webhook.WebhookSender;
import io.serialpass.webhook.WebhookUrl;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;

/**
 * Sends messages to webhooks over HTTP. Each attempt has a connection and a thread of its own, and ends within a deadline, whatever the
 * receiver does. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class HttpWebhookSender implements WebhookSender {

    /** How long an attempt takes at most, from the look-up of the name to the end of the answer. */
    public static final Duration USUAL_DEADLINE = Duration.ofSeconds(10);

    private static final int MOST_UNDER_WAY = 64;

    /** More than may be under way: a look-up of a name cannot be ended, and may go on after the deadline. */
    private static final int MOST_THREADS = 2 * MOST_UNDER_WAY;

    private static final long IDLE_SECONDS = 30;

    private final Duration deadline;
    private final ReceiverAddresses addresses;
    private final Supplier<ReceiverClient> clientMaker;

    /** Made with the first message: a server without webhooks need not read the trusted certificates when it starts. */
    private Optional<ReceiverClient> client = Optional.empty();

    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor deadlines;
    private final AtomicLong lastNumber = new AtomicLong();
    private final Map<Long, CompletableFuture<WebhookAnswer>> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private HttpWebhookSender(Duration deadline, ReceiverAddresses addresses, Supplier<SSLContext> tls) {
        this.deadline = deadline;
        this.addresses = addresses;
        this.clientMaker = () -> new ReceiverClient(addresses, tls.get(), deadline, MOST_THREADS);
        this.threads = new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> daemon(task, "serialpass-webhook-call"));
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "serialpass-webhook-deadlines"));
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Makes a sender that trusts the certificates that Java trusts.
     *
     * @param allowPrivate whether receivers may be on the machine itself or in its network
     * @return the sender
     */
    public static HttpWebhookSender create(boolean allowPrivate) {
        return new HttpWebhookSender(
                USUAL_DEADLINE,
                new ReceiverAddresses(allowPrivate, HostResolver.ofMachine()),
                ReceiverClient::usualTls);
    }

    /**
     * Makes a sender.
     *
     * @param allowPrivate whether receivers may be on the machine itself or in its network
     * @param resolver finds the addresses of receivers
     * @param tls which certificates to trust
     * @param deadline how long an attempt takes at most, more than zero
     * @return the sender
     */
    public static HttpWebhookSender create(
            boolean allowPrivate, HostResolver resolver, SSLContext tls, Duration deadline) {
        return new HttpWebhookSender(deadline, new ReceiverAddresses(allowPrivate, resolver), () -> tls);
    }

    private synchronized ReceiverClient client() {
        if (client.isEmpty()) {
            client = Optional.of(clientMaker.get());
        }
        return client.get();
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Optional<String> whyRefused(WebhookUrl url) {
        return addresses.whyRefused(url);
    }

    @Override
    public int mostUnderWay() {
        return MOST_UNDER_WAY;
    }

    @Override
    public CompletionStage<WebhookAnswer> send(WebhookCall call) {
        CompletableFuture<WebhookAnswer> answer = new CompletableFuture<>();
        long number = lastNumber.incrementAndGet();
        underWay.put(number, answer);
        var unused = answer.whenComplete((known, error) -> underWay.remove(number));
        Optional<String> refused = addresses.whyRefused(call.url());
        if (refused.isPresent()) {
            answer.complete(WebhookAnswer.none("Nothing was sent: the URL " + refused.get() + "."));
            return answer;
        }
        HttpPost request = ReceiverClient.request(call);
        AtomicReference<WebhookAnswer> soFar =
                new AtomicReference<>(WebhookAnswer.none("The receiver did not answer within "
                        + deadline.toMillis() / 1_000.0 + " s, and the attempt was ended."));
        try {
            var timer = deadlines.schedule(
                    () -> {
                        answer.complete(soFar.get());
                        request.cancel();
                    },
                    deadline.toMillis(),
                    TimeUnit.MILLISECONDS);
            threads.execute(() -> {
                try {
                    answer.complete(client().execute(request, call.time(), soFar::set));
                } finally {
                    timer.cancel(false);
                    answer.complete(WebhookAnswer.none("The attempt ended by an error of the sender."));
                }
            });
        } catch (RejectedExecutionException e) {
            answer.complete(WebhookAnswer.none(
                    closed ? "The server is stopping." : "Too many messages are under way. Nothing was sent."));
        }
        return answer;
    }

    @Override
    public void close() {
        closed = true;
        deadlines.shutdownNow();
        threads.shutdownNow();
        synchronized (this) {
            client.ifPresent(ReceiverClient::close);
        }
        underWay.values().forEach(answer -> answer.complete(WebhookAnswer.none("The server is stopping.")));
    }
}
