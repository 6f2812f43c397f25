package io.serialpass.http.webhook.client;

import io.serialpass.webhook.WebhookAnswer;
import io.serialpass.webhook.WebhookCall;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Talks to receivers. It follows no redirect, tries nothing twice, keeps no cookie and no connection, unpacks nothing, and reads little
 * of an answer. Safe for use by many threads.
 */
final class ReceiverClient implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(ReceiverClient.class.getName());

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private static final int MOST_READ = 64 << 10;
    private static final int MOST_HEADERS = 100;
    private static final int LONGEST_LINE = 8 << 10;
    private static final int BUFFER = 4 << 10;

    private final CloseableHttpClient client;

    ReceiverClient(ReceiverAddresses addresses, SSLContext tls, Duration deadline, int connections) {
        Timeout silence = Timeout.of(deadline);
        Timeout connect = Timeout.of(deadline.compareTo(LONGEST_CONNECT) < 0 ? deadline : LONGEST_CONNECT);
        Http1Config http = Http1Config.custom()
                .setMaxHeaderCount(MOST_HEADERS)
                .setMaxLineLength(LONGEST_LINE)
                .setBufferSize(BUFFER)
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(http)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(silence)
                                .build())
                        .setMaxConnTotal(connections)
                        .setMaxConnPerRoute(connections)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(silence)
                        .setResponseTimeout(silence)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Serialpass")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Trusts the certificates that Java trusts. */
    static SSLContext usualTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the trusted certificates of this Java cannot be read", e);
        }
    }

    /** The message, signed. */
    static HttpPost request(WebhookCall call) {
        byte[] body = MessageJson.write(call);
        long seconds = call.time().getEpochSecond();
        HttpPost request = new HttpPost(call.url().toUri());
        request.setHeader("webhook-id", call.message().value());
        request.setHeader("webhook-timestamp", Long.toString(seconds));
        request.setHeader("webhook-signature", Signatures.header(call.secrets(), call.message(), seconds, body));
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    /**
     * Sends the message once. It never throws an exception.
     *
     * @param early takes the answer as soon as its status is known, before its body is read
     */
    WebhookAnswer execute(HttpPost request, Instant now, Consumer<WebhookAnswer> early) {
        try {
            ClassicHttpResponse response = client.executeOpen(null, request, null);
            WebhookAnswer answer = answer(response, now);
            early.accept(answer);
            drop(request, response);
            return answer;
        } catch (IOException | RuntimeException e) {
            return WebhookAnswer.none(reason(e));
        }
    }

    private static WebhookAnswer answer(ClassicHttpResponse response, Instant now) {
        int status = response.getCode();
        if (status >= 200 && status <= 299) {
            return WebhookAnswer.taken(status);
        }
        // The answer's body is not shown: it would let the caller read what the server alone can reach.
        String reason = status >= 300 && status <= 399
                ? "The receiver answered " + status
                        + ", a redirect, which is not followed. Give the webhook the address that it leads to."
                : "The receiver answered " + status + ".";
        Header header = response.getFirstHeader("Retry-After");
        Optional<Duration> retryAfter =
                header == null ? Optional.empty() : RetryAfter.parse(String.valueOf(header.getValue()), now);
        return new WebhookAnswer(status, reason, retryAfter);
    }

    /**
     * Reads some of what comes, so that a receiver can end its answer. What is more is cut off, and so is one that fails: the status has
     * come, and it alone counts.
     */
    private static void drop(HttpPost request, ClassicHttpResponse response) {
        try (response) {
            if (!isRead(response.getEntity())) {
                // Otherwise the end of the exchange would read all the rest.
                request.cancel();
            }
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The rest of a receiver's answer was not read", e);
        }
    }

    /** Whether the answer came to its end. */
    private static boolean isRead(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return true;
        }
        byte[] buffer = new byte[BUFFER];
        InputStream in = entity.getContent();
        for (int left = MOST_READ; left > 0; ) {
            int read = in.read(buffer, 0, Math.min(buffer.length, left));
            if (read < 0) {
                return true;
            }
            left -= read;
        }
        return false;
    }

    private static String reason(Exception e) {
        if (e instanceof RefusedAddressException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof UnknownHostException) {
            return "The name of the host is not known.";
        }
        if (e instanceof SocketTimeoutException) {
            return "The receiver did not answer in time.";
        }
        if (e instanceof SSLException) {
            return "The connection could not be secured: " + e.getMessage() + ".";
        }
        if (e instanceof ConnectException) {
            return "The receiver could not be reached: " + e.getMessage() + ".";
        }
        if (e instanceof NoHttpResponseException || e instanceof ConnectionClosedException) {
            return "The receiver closed the connection without an answer.";
        }
        if (e instanceof ClientProtocolException) {
            // Without the message, which shows what came.
            return "The receiver answered something that is not HTTP.";
        }
        return "The attempt failed: " + e.getClass().getSimpleName() + ".";
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
