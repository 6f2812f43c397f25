package io.serialpass.http;

import io.serialpass.http.link.WalletBadges;
import io.serialpass.http.web.AccessLog;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.storage.StorageOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a server listens, and its limits. Immutable.
 *
 * @param host the name or address to listen at
 * @param port the port; 0 for any free one
 * @param concurrency how much is done at once
 * @param sizes how large requests may be
 * @param timeouts how long things may take
 * @param devices the faces for devices
 * @param links the pages by which customers get passes
 * @param tokens how often each API token may be used
 * @param tls what it shows to speak TLS; empty for a server that does not
 * @param accessLog takes an entry for each request; empty for nobody
 * @since 0.1
 */
public record ServerOptions(
        String host,
        int port,
        Concurrency concurrency,
        Sizes sizes,
        Timeouts timeouts,
        Devices devices,
        Links links,
        RateLimiter.Rate tokens,
        Optional<SSLContext> tls,
        Optional<AccessLog> accessLog) {

    /**
     * How much is done at once.
     *
     * <p>Devices and the administration have as many of each, and none takes those of the other.
     *
     * @param workers how many requests are worked on at once, of those that may wait for a write or for their client
     * @param readers how many units of work the store reads at once; as many requests that only read are worked on, and one
     *     more
     * @param requestQueue how many requests may wait for either before others are refused
     * @param maxConnections how many connections may be open; others wait
     * @since 0.1
     */
    public record Concurrency(int workers, int readers, int requestQueue, int maxConnections) {}

    /**
     * How large requests may be, in bytes.
     *
     * @param header a request's line and headers together
     * @param body a body
     * @param deviceBody the body of what a device sends
     * @param pkpass the package of a pass
     * @param imported an import
     * @since 0.1
     */
    public record Sizes(int header, long body, long deviceBody, long pkpass, long imported) {}

    /**
     * How long things may take.
     *
     * @param body how long a body may take to arrive; of an import, how long a pause in it may be
     * @param shutdown how long requests in flight have to finish when the server stops
     * @param queue how long a request may wait to be begun, counted from the last byte of its body; of an import or an
     *     export, how long each of its units of work may wait
     * @param list how long the store may read for one answer of the administration; such reads are mostly lists
     * @since 0.1
     */
    public record Timeouts(Duration body, Duration shutdown, Duration queue, Duration list) {

        /**
         * The same with the usual times of what waits and reads.
         *
         * @param body how long a body may take to arrive; of an import, how long a pause in it may be
         * @param shutdown how long requests in flight have to finish when the server stops
         */
        public Timeouts(Duration body, Duration shutdown) {
            this(body, shutdown, Duration.ofSeconds(10), Duration.ofSeconds(5));
        }
    }

    /**
     * The faces for devices, and what bounds those of their calls that anybody can make.
     *
     * @param voltMx whether there is the face of HCL Volt MX beside Apple's
     * @param lists how often a client address may ask for the list of updated passes
     * @param logs how often a client address may log
     * @param trustedProxies addresses, or networks such as {@code 10.0.0.0/8}, of proxies whose {@code X-Forwarded-For} is
     *     believed
     * @since 0.1
     */
    public record Devices(boolean voltMx, RateLimiter.Rate lists, RateLimiter.Rate logs, List<String> trustedProxies) {}

    /**
     * The pages by which customers get passes.
     *
     * @param rate how often a client address may ask for such a page, a picture of it, or a package
     * @param badges the badges that the pages show
     * @since 0.1
     */
    public record Links(RateLimiter.Rate rate, WalletBadges badges) {}

    private static final ServerOptions DEFAULTS = new ServerOptions(
            "127.0.0.1",
            8080,
            new Concurrency(64, StorageOptions.defaults().readers(), 1_000, 10_000),
            new Sizes(16 * 1024, 1024 * 1024, 64 * 1024, 10L * 1024 * 1024, 1024L * 1024 * 1024),
            new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(25)),
            new Devices(true, new RateLimiter.Rate(50, 500), new RateLimiter.Rate(10, 100), List.of()),
            new Links(new RateLimiter.Rate(10, 100), WalletBadges.none()),
            new RateLimiter.Rate(2_000, 10_000),
            Optional.empty(),
            Optional.empty());

    /**
     * The options that a server has unless told otherwise.
     *
     * @return port 8080 of the local machine, and the limits of the documentation
     */
    public static ServerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same at another place.
     *
     * @param changedHost the name or address
     * @param changedPort the port; 0 for any free one
     * @return the options
     */
    public ServerOptions at(String changedHost, int changedPort) {
        return new ServerOptions(
                changedHost, changedPort, concurrency, sizes, timeouts, devices, links, tokens, tls, accessLog);
    }

    /**
     * The same with another part.
     *
     * @param changed the part
     * @return the options
     */
    public ServerOptions with(Concurrency changed) {
        return new ServerOptions(host, port, changed, sizes, timeouts, devices, links, tokens, tls, accessLog);
    }

    /**
     * The same with another part.
     *
     * @param changed the part
     * @return the options
     */
    public ServerOptions with(Sizes changed) {
        return new ServerOptions(host, port, concurrency, changed, timeouts, devices, links, tokens, tls, accessLog);
    }

    /**
     * The same with another part.
     *
     * @param changed the part
     * @return the options
     */
    public ServerOptions with(Timeouts changed) {
        return new ServerOptions(host, port, concurrency, sizes, changed, devices, links, tokens, tls, accessLog);
    }

    /**
     * The same with another part.
     *
     * @param changed the part
     * @return the options
     */
    public ServerOptions with(Devices changed) {
        return new ServerOptions(host, port, concurrency, sizes, timeouts, changed, links, tokens, tls, accessLog);
    }

    /**
     * The same with another part.
     *
     * @param changed the part
     * @return the options
     */
    public ServerOptions with(Links changed) {
        return new ServerOptions(host, port, concurrency, sizes, timeouts, devices, changed, tokens, tls, accessLog);
    }

    /**
     * The same with another limit for API tokens.
     *
     * @param changed how often each API token may be used
     * @return the options
     */
    public ServerOptions withTokens(RateLimiter.Rate changed) {
        return new ServerOptions(host, port, concurrency, sizes, timeouts, devices, links, changed, tls, accessLog);
    }

    /**
     * The same over TLS, with HTTP/2 for clients that ask for it.
     *
     * @param changed what the server shows, such as {@link io.serialpass.http.tls.TlsFiles#context}
     * @return the options
     */
    public ServerOptions withTls(SSLContext changed) {
        return new ServerOptions(
                host, port, concurrency, sizes, timeouts, devices, links, tokens, Optional.of(changed), accessLog);
    }

    /**
     * The same with an access log.
     *
     * @param changed takes an entry for each request
     * @return the options
     */
    public ServerOptions withAccessLog(AccessLog changed) {
        return new ServerOptions(
                host, port, concurrency, sizes, timeouts, devices, links, tokens, tls, Optional.of(changed));
    }
}
