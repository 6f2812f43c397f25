package io.serialpass.push.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.ApnsClientMetricsListener;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;

/**
 * The clients of Pushy that are open: one for each pass type, or one for all with a token key. A client that could not connect,
 * or that left pushes without an answer, is replaced by a fresh one: Pushy itself would wait up to a minute between attempts,
 * and send late what it still holds. Of the event loop's thread alone.
 */
final class OpenClients {

    private static final Logger LOGGER = System.getLogger(OpenClients.class.getName());

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final String ALL_TYPES = "";

    private final ApnsSettings settings;
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final Answers answers;
    private final Faults faults;

    /** Those that take pushes, by pass type, the one that was not used for longest in front. */
    private final Map<String, OpenClient> current = new LinkedHashMap<>(16, 0.75f, true);

    /** Those, and the ones that only wait for answers. The deadline bounds how long they do. */
    private final Set<OpenClient> open = new HashSet<>();

    /** What came of the last attempt to connect, by pass type, where it failed; the oldest in front. */
    private final Map<String, Pause> pauses = new LinkedHashMap<>();

    /** Until when no connection is tried, and what pushes are answered with until then. */
    private record Pause(String credentials, long untilNanos, PushAnswer answer) {}

    OpenClients(ApnsSettings settings, EventLoopGroup group, EventLoop loop) {
        this.settings = settings;
        this.group = group;
        this.loop = loop;
        this.answers = new Answers(settings.clock());
        this.faults = new Faults(settings.host(), settings.port());
    }

    /** Sends a push, and completes the answer, at once or later. */
    void send(
            PassTypeIdentifier type,
            CredentialChoice.Usable usable,
            WalletPush push,
            CompletableFuture<PushAnswer> answer) {
        String key = usable instanceof CredentialChoice.OfToken ? ALL_TYPES : type.value();
        Optional<PushAnswer> paused = paused(key, usable);
        if (paused.isPresent()) {
            answer.complete(paused.get());
            return;
        }
        OpenClient client = current.get(key);
        if (client != null && !client.credentials().equals(usable.name())) {
            // The certificate was replaced.
            client.retire();
            client = null;
        }
        if (client == null) {
            try {
                client = open(key, usable);
            } catch (SSLException | GeneralSecurityException e) {
                LOGGER.log(Level.WARNING, "The key for pushes of {0} cannot be used: {1}", type.value(), e.getClass());
                answer.complete(PushAnswer.unanswered(
                        Verdict.CREDENTIALS, "Java cannot use the key for pushes of " + type.value() + "."));
                return;
            }
        }
        client.send(push, answer);
    }

    private Optional<PushAnswer> paused(String key, CredentialChoice.Usable usable) {
        Pause pause = pauses.get(key);
        if (pause == null) {
            return Optional.empty();
        }
        if (pause.untilNanos() - System.nanoTime() > 0 && pause.credentials().equals(usable.name())) {
            return Optional.of(pause.answer());
        }
        pauses.remove(key);
        return Optional.empty();
    }

    private OpenClient open(String key, CredentialChoice.Usable usable) throws SSLException, GeneralSecurityException {
        if (current.size() >= settings.mostConnections()) {
            current.values().iterator().next().retire();
        }
        ConnectionWatch watch = new ConnectionWatch();
        OpenClient client = new OpenClient(this, settings, loop, key, usable.name(), build(usable, watch), watch);
        current.put(key, client);
        open.add(client);
        return client;
    }

    private ApnsClient build(CredentialChoice.Usable usable, ApnsClientMetricsListener watch)
            throws SSLException, GeneralSecurityException {
        ApnsClientBuilder builder = new ApnsClientBuilder()
                .setApnsServer(settings.host(), settings.port())
                .setEventLoopGroup(group)
                .setUseAlpn(true)
                .setConnectionTimeout(LONGEST_CONNECT)
                // Pushes that were given up would hold the closing back.
                .setGracefulShutdownTimeout(Duration.ZERO)
                .setMetricsListener(watch);
        if (!settings.trusted().isEmpty()) {
            builder.setTrustedServerCertificateChain(settings.trusted().toArray(new X509Certificate[0]));
        }
        if (usable instanceof CredentialChoice.OfCertificate of) {
            builder.setClientCredentials(
                    of.certificate().certificate(), of.certificate().key(), null);
        } else if (usable instanceof CredentialChoice.OfToken of) {
            builder.setSigningKey(new ApnsSigningKey(
                    of.key().keyId(), of.key().teamId(), of.key().key()));
        }
        return builder.build();
    }

    Answers answers() {
        return answers;
    }

    Faults faults() {
        return faults;
    }

    /** Takes no more pushes for a client. */
    void retired(String key, OpenClient client) {
        current.remove(key, client);
    }

    /** Forgets a client that was closed. */
    void closed(OpenClient client) {
        open.remove(client);
    }

    /** Tries no connection for a while, since one could not be made. */
    void pause(String key, String credentials, PushAnswer answer) {
        pauses.remove(key);
        if (pauses.size() >= settings.mostConnections()) {
            pauses.remove(pauses.keySet().iterator().next());
        }
        pauses.put(
                key, new Pause(credentials, System.nanoTime() + settings.pause().toNanos(), answer));
    }

    int size() {
        return open.size();
    }

    /** Gives up all pushes, and closes all clients without waiting for them. */
    void close(PushAnswer answer) {
        for (OpenClient client : List.copyOf(open)) {
            client.giveUpAll(answer);
        }
    }
}
