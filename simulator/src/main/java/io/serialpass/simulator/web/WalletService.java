package io.serialpass.simulator.web;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A wallet web service that is called over HTTP/1.1. Redirects are not followed. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class WalletService {

    /** The most bytes of an answer: Apple's tools refuse larger packages. */
    public static final int MOST_BYTES = 10 << 20;

    private final String url;
    private final HttpClient client;
    private final Duration timeout;

    /**
     * Makes a way to a service.
     *
     * @param url its web service URL as it stands in passes: http or https, without {@code /v1}
     * @param client sends the requests; its version and its executor count
     * @param timeout how long an answer may take, its body included
     * @throws IllegalArgumentException if the URL is none, with a sentence that says what is wrong
     */
    public WalletService(String url, HttpClient client, Duration timeout) {
        this.url = url.replaceAll("/+$", "");
        this.client = client;
        this.timeout = timeout;
        checkUrl(this.url);
    }

    private static void checkUrl(String text) {
        try {
            URI parsed = new URI(text);
            String scheme = String.valueOf(parsed.getScheme());
            if (parsed.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
                throw new IllegalArgumentException(
                        "The address " + text + " is no http or https URL; write it as https://passes.example.com.");
            }
            if (parsed.getRawQuery() != null || parsed.getRawFragment() != null || parsed.getRawUserInfo() != null) {
                throw new IllegalArgumentException(
                        "The address of a web service has no query, fragment or user; leave those out.");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The address " + text + " is no URL; write it as https://passes.example.com.", e);
        }
        if (text.endsWith("/v1")) {
            throw new IllegalArgumentException(
                    "The address " + text + " ends with /v1, and phones add /v1 by themselves; leave it" + " out.");
        }
    }

    /**
     * Makes a client that fits: HTTP/1.1, no redirects, one that does not keep a program from ending.
     *
     * @param connectTimeout how long a connection may take to be made
     * @return the client
     */
    public static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .build();
    }

    /**
     * Gives the address.
     *
     * @return the web service URL without a slash at its end
     */
    public String url() {
        return url;
    }

    /**
     * Sends a request, and waits for the whole answer.
     *
     * @param request the request
     * @return the answer, whatever its status
     * @throws NoAnswerException if there is none, or not in time, or the thread was interrupted
     */
    public WalletAnswer send(WalletRequest request) throws NoAnswerException {
        long begin = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(httpRequest(request), info -> new LimitedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = sent.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return new WalletAnswer(
                    response.statusCode(),
                    response.headers(),
                    response.body(),
                    Duration.ofNanos(System.nanoTime() - begin));
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw late(e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswerException("The call was given up.", e, false);
        } catch (ExecutionException e) {
            throw noAnswer(e.getCause() == null ? e : e.getCause());
        }
    }

    private HttpRequest httpRequest(WalletRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + request.path()))
                .method(
                        request.method(),
                        request.body().map(BodyPublishers::ofString).orElse(BodyPublishers.noBody()));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private NoAnswerException noAnswer(Throwable cause) {
        if (cause instanceof NoAnswerException known) {
            return known;
        }
        if (cause instanceof HttpTimeoutException) {
            return late(cause);
        }
        if (cause instanceof ConnectException) {
            return new NoAnswerException("Nobody answers at " + url + ".", cause, false);
        }
        return new NoAnswerException(
                cause instanceof IOException
                        ? "The connection broke: " + cause.getMessage() + "."
                        : "The request could not be sent: " + cause.getMessage() + ".",
                cause,
                false);
    }

    private NoAnswerException late(Throwable cause) {
        return new NoAnswerException("There was no answer within " + timeout.toMillis() + " ms.", cause, true);
    }
}
