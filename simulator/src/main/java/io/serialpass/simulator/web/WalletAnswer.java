package io.serialpass.simulator.web;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * An answer of a wallet web service. Immutable, but for the bytes of its body, which nobody changes.
 *
 * @since 0.1
 */
public final class WalletAnswer {

    private static final int LONGEST_SHOWN = 120;

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;
    private final Duration took;

    WalletAnswer(int status, HttpHeaders headers, byte[] body, Duration took) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.took = took;
    }

    /**
     * Gives the status.
     *
     * @return for example 200
     */
    public int status() {
        return status;
    }

    /**
     * Gives a header.
     *
     * @param name its name, in any case
     * @return its first value; empty where the answer does not have it
     */
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /**
     * Gives the body.
     *
     * @return its bytes, which are not to be changed; none where there is no body
     */
    public byte[] body() {
        return body;
    }

    /**
     * Gives the body as a text.
     *
     * @return the body, read as UTF-8
     */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /**
     * Tells how long the server took.
     *
     * @return the time from the request to the last byte of the answer
     */
    public Duration took() {
        return took;
    }

    /** The answer in one line: status, the headers that the protocol knows, and the beginning of a body of text. */
    @Override
    public String toString() {
        StringJoiner parts = new StringJoiner(", ");
        header("Content-Type").ifPresent(value -> parts.add("Content-Type: " + value));
        header("Last-Modified").ifPresent(value -> parts.add("Last-Modified: " + value));
        if (body.length > 0) {
            parts.add(body[0] == 'P' ? "body of " + body.length + " bytes" : "body " + beginning());
        }
        return parts.length() == 0 ? String.valueOf(status) : status + " (" + parts + ")";
    }

    private String beginning() {
        String text = text().replaceAll("\\s+", " ");
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
