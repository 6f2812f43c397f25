package io.serialpass.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.inventory.ItemHandlers;
import io.serialpass.http.inventory.SerialNumberHandlers;
import io.serialpass.http.server.Authenticator;
import io.serialpass.http.server.BodyLimits;
import io.serialpass.http.server.ClientAddresses;
import io.serialpass.http.server.ExchangeHandler;
import io.serialpass.http.transfer.TransferHandlers;
import io.serialpass.http.wallet.DeviceHandlers;
import io.serialpass.http.wallet.DeviceLogHandlers;
import io.serialpass.http.wallet.PassHandlers;
import io.serialpass.http.wallet.PassTypeHandlers;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.HealthHandlers;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Router;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.ApiTokenService;
import io.serialpass.service.DeviceLogService;
import io.serialpass.service.DeviceService;
import io.serialpass.service.ItemService;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.service.SerialNumberService;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.CachedPackages;
import io.serialpass.wallet.apple.doctor.CertificateRules;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.UnusableCertificateException;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.Options;

/**
 * A running server over a store. {@link #close()} stops it: requests in flight finish, new ones are refused; the store
 * stays the caller's to close. Safe for use by many threads.
 */
public final class SerialpassServer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(SerialpassServer.class.getName());

    private static final int WRITE_TIMEOUT_MILLIS = 30_000;
    private static final int IDLE_TIMEOUT_MILLIS = 60_000;
    private static final int SECONDS_BETWEEN_LOOKS = 2;
    private static final int HEADER_TIMEOUT_MILLIS = 10_000;

    private final ServerOptions options;
    private final ThreadPoolExecutor workers;
    private final ThreadPoolExecutor readers;
    private final HealthHandlers health;
    private final ExchangeHandler exchanges;
    private final GracefulShutdownHandler inFlight;
    private final Undertow undertow;
    private final SigningIdentities identities;
    private final CachedPackages packager;
    private final PassTypeService passTypes;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "serialpass-certificates"));
    private volatile boolean stopping;
    private boolean closed;

    private SerialpassServer(
            ServerOptions options,
            Storage storage,
            Clock clock,
            Map<ApiToken, Organization> tokens,
            SigningIdentities identities) {
        this.options = options;
        this.identities = identities;
        this.packager = new CachedPackages(
                new ApplePassPackager(identities, options.packages().webServiceUrl(), clock),
                options.packages().cacheBytes());
        this.passTypes = new PassTypeService(storage, clock, packager);
        int queue = options.concurrency().requestQueue();
        this.workers = pool("serialpass-worker-", options.concurrency().workers(), queue);
        this.readers = pool("serialpass-reader-", options.concurrency().readers(), queue);
        this.health = new HealthHandlers(storage, json -> writeCertificates(json, clock.instant()));
        Authenticator authenticator =
                new Authenticator(new ApiTokenService(storage, clock, new SecureRandom()), tokens);
        ServerOptions.Sizes sizes = options.sizes();
        BodyLimits limits = new BodyLimits(
                sizes.body(),
                sizes.deviceBody(),
                sizes.pkpass(),
                sizes.imported(),
                options.timeouts().body());
        this.exchanges = new ExchangeHandler(
                new Router(routes(options.devices(), storage, clock)),
                authenticator,
                workers,
                readers,
                limits,
                new ClientAddresses(options.devices().trustedProxies()));
        this.inFlight = new GracefulShutdownHandler(new HttpContinueReadHandler(exchanges));
        this.undertow = Undertow.builder()
                .addHttpListener(options.port(), options.host())
                .setHandler(this::handle)
                // Every call that may wait runs on the workers above.
                .setWorkerThreads(1)
                // Its decoding keeps %2F and replaces broken UTF-8; ours does neither.
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, sizes.header())
                // Bodies are limited where they are received, call by call.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, HEADER_TIMEOUT_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_TIMEOUT_MILLIS)
                .setSocketOption(Options.WRITE_TIMEOUT, WRITE_TIMEOUT_MILLIS)
                .setSocketOption(
                        Options.CONNECTION_HIGH_WATER, options.concurrency().maxConnections())
                .setSocketOption(
                        Options.CONNECTION_LOW_WATER, options.concurrency().maxConnections())
                .build();
    }

    /** While the server stops, only its health can be asked for. */
    private void handle(HttpServerExchange exchange) throws Exception {
        if (!stopping) {
            inFlight.handleRequest(exchange);
        } else if (exchange.getRequestURI().startsWith("/health/")) {
            exchanges.handleRequest(exchange);
        } else {
            exchanges.refuse(exchange, ApiException.overloaded("The server is stopping."));
        }
    }

    private List<Route> routes(ServerOptions.Devices options, Storage storage, Clock clock) {
        List<Route> routes = new ArrayList<>(health.routes());
        SerialNumberService serialNumbers = new SerialNumberService(storage, clock);
        routes.addAll(new SerialNumberHandlers(serialNumbers).routes());
        routes.addAll(new TransferHandlers(serialNumbers, new SerialNumberImport(storage, clock)).routes());
        routes.addAll(new ItemHandlers(new ItemService(storage, clock)).routes());
        PackageCheck check = new PkpassDoctor(clock);
        PassService passes = new PassService(storage, clock, new SecureRandom(), check, packager);
        routes.addAll(new PassHandlers(passes, clock).routes());
        routes.addAll(new PassTypeHandlers(passTypes, check, identities, clock).routes());
        DeviceLogService logs = new DeviceLogService(storage, clock, options.longestLog(), options.mostLogs());
        routes.addAll(new DeviceLogHandlers(logs).routes());
        DeviceHandlers devices = new DeviceHandlers(
                new DeviceService(storage, clock, packager),
                logs,
                clock,
                new RateLimiter(options.lists()),
                new RateLimiter(options.logs()));
        routes.addAll(devices.apple());
        if (options.voltMx()) {
            routes.addAll(devices.voltMx());
        }
        return routes;
    }

    /** A certificate that was put in its place is used from then on, and phones are told. */
    private void lookAtCertificates() {
        try {
            if (identities.reload()) {
                LOGGER.log(
                        Level.INFO,
                        "The certificates were loaded again; new are those of {0}",
                        passTypes.certificatesChanged().stream()
                                .map(PassTypeIdentifier::value)
                                .toList());
            }
        } catch (UnusableCertificateException e) {
            LOGGER.log(Level.ERROR, "The certificates of before stay: {0}", e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(Level.ERROR, "The certificates could not be looked at", e);
        }
    }

    private void writeCertificates(JsonGenerator json, Instant now) throws IOException {
        if (identities.all().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("certificates");
        for (SigningIdentity identity : identities.all()) {
            json.writeStartObject();
            json.writeStringField(
                    "passTypeIdentifier", identity.passTypeIdentifier().value());
            json.writeNumberField("daysLeft", CertificateRules.daysLeft(identity.notAfter(), now));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static ThreadPoolExecutor pool(String name, int threads, int queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                60,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(queue),
                task -> new Thread(task, name + number.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Starts a server that makes no packages.
     *
     * @param options where it listens, and its limits
     * @param storage the store
     * @param clock the source of all times
     * @param tokens API tokens that are valid while this server runs, beside those of the store
     * @return the server, accepting requests
     * @throws IOException if it cannot listen there
     */
    public static SerialpassServer start(
            ServerOptions options, Storage storage, Clock clock, Map<ApiToken, Organization> tokens)
            throws IOException {
        return start(options, storage, clock, tokens, SigningIdentities.of());
    }

    /**
     * Starts a server.
     *
     * @param options where it listens, and its limits
     * @param storage the store
     * @param clock the source of all times
     * @param tokens API tokens that are valid while this server runs, beside those of the store
     * @param identities the certificates that packages are signed with
     * @return the server, accepting requests
     * @throws IOException if it cannot listen there
     */
    public static SerialpassServer start(
            ServerOptions options,
            Storage storage,
            Clock clock,
            Map<ApiToken, Organization> tokens,
            SigningIdentities identities)
            throws IOException {
        SerialpassServer server = new SerialpassServer(options, storage, clock, tokens, identities);
        try {
            server.passTypes.certificatesChanged();
            server.undertow.start();
            var unused = server.watch.scheduleWithFixedDelay(
                    server::lookAtCertificates, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
            return server;
        } catch (RuntimeException e) {
            server.watch.shutdownNow();
            server.workers.shutdownNow();
            server.readers.shutdownNow();
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /**
     * The address that it listens at.
     *
     * @return the address, with the real port
     */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
    }

    /** Stops the server: not ready any more, then no new requests, then those in flight, then nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        health.stopping();
        stopping = true;
        inFlight.shutdown();
        try {
            if (!inFlight.awaitShutdown(options.timeouts().shutdown().toMillis())) {
                LOGGER.log(
                        Level.WARNING,
                        "Requests in flight were cut off after {0}",
                        options.timeouts().shutdown());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        watch.shutdownNow();
        undertow.stop();
        workers.shutdown();
        readers.shutdown();
    }
}
