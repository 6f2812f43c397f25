package io.serialpass.http;

import io.serialpass.http.inventory.ItemHandlers;
import io.serialpass.http.inventory.SerialNumberHandlers;
import io.serialpass.http.server.Authenticator;
import io.serialpass.http.server.BodyLimits;
import io.serialpass.http.server.ClientAddresses;
import io.serialpass.http.server.Connections;
import io.serialpass.http.server.ExchangeHandler;
import io.serialpass.http.server.HeapShares;
import io.serialpass.http.server.HttpListener;
import io.serialpass.http.server.Lanes;
import io.serialpass.http.server.TurnLimits;
import io.serialpass.http.transfer.TransferHandlers;
import io.serialpass.http.wallet.DeviceHandlers;
import io.serialpass.http.wallet.DeviceLogHandlers;
import io.serialpass.http.wallet.PackageHandlers;
import io.serialpass.http.wallet.PassHandlers;
import io.serialpass.http.wallet.PassIssueHandlers;
import io.serialpass.http.wallet.PassTypeHandlers;
import io.serialpass.http.wallet.PersonalizationHandlers;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.HealthHandlers;
import io.serialpass.http.web.IdempotentWrites;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.http.web.RootHandler;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Router;
import io.serialpass.http.web.SharedMemory;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.Organization;
import io.serialpass.service.ApiTokenService;
import io.serialpass.service.DeviceLogService;
import io.serialpass.service.DeviceService;
import io.serialpass.service.IdempotencyService;
import io.serialpass.service.InForceService;
import io.serialpass.service.ItemService;
import io.serialpass.service.PackageService;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.PersonalizationService;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.service.SerialNumberService;
import io.serialpass.service.StoredPackages;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.wallet.PackageCheck;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.CachedPackages;
import io.serialpass.wallet.apple.PkpassDifferences;
import io.serialpass.wallet.apple.doctor.PkpassDoctor;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A running server over a store. {@link #close()} stops it: requests in flight finish, new ones are refused; the store
 * stays the caller's to close. Safe for use by many threads.
 */
public final class SerialpassServer implements AutoCloseable {

    private static final Logger LOGGER = System.getLogger(SerialpassServer.class.getName());

    private static final long MOST_BYTES_OF_ANSWERS = 256L << 20;

    private final ServerOptions options;
    private final Lanes lanes;
    private final HealthHandlers health;
    private final ExchangeHandler exchanges;
    private final GracefulShutdownHandler inFlight;
    private final HttpListener listener;
    private final Connections connections;
    private final SigningIdentities identities;
    private final StoredPackages packages;
    private final CachedPackages packager;
    private final PassTypeService passTypes;
    private final CertificateWatch watch;
    private volatile boolean stopping;
    private boolean closed;

    private SerialpassServer(
            ServerOptions options,
            Storage storage,
            Clock clock,
            Map<ApiToken, Organization> tokens,
            SigningIdentities identities)
            throws IOException {
        this.options = options;
        this.identities = identities;
        HeapShares heap = HeapShares.ofThisMachine();
        this.packages = new StoredPackages(storage, new PkpassDifferences());
        this.packager = new CachedPackages(
                new ApplePassPackager(identities, options.packages().webServiceUrl(), clock),
                Math.min(options.packages().cacheBytes(), heap.caches()),
                packages);
        this.passTypes = new PassTypeService(storage, clock, packager);
        ServerId self = ServerId.random(new SecureRandom());
        this.watch = new CertificateWatch(identities, new InForceService(storage, clock, packager, self), clock);
        ServerOptions.Concurrency concurrency = options.concurrency();
        this.lanes = new Lanes(concurrency.workers(), concurrency.readers(), concurrency.requestQueue());
        this.health = new HealthHandlers(storage, () -> watch.differences(), json -> watch.write(json));
        Authenticator authenticator =
                new Authenticator(new ApiTokenService(storage, clock, new SecureRandom()), tokens);
        ServerOptions.Sizes sizes = options.sizes();
        BodyLimits limits = new BodyLimits(
                sizes.body(),
                sizes.deviceBody(),
                sizes.pkpass(),
                sizes.imported(),
                options.timeouts().body());
        this.connections = new Connections(options.concurrency().maxConnections(), heap.connections());
        this.exchanges = new ExchangeHandler(
                new Router(routes(options.devices(), storage, clock)),
                authenticator,
                lanes,
                new TurnLimits(options.timeouts().queue(), options.timeouts().list()),
                limits,
                new ClientAddresses(options.devices().trustedProxies()),
                new SharedMemory(heap.content(), connections::closeSlow));
        this.inFlight = new GracefulShutdownHandler(new HttpContinueReadHandler(exchanges));
        this.listener = listen();
    }

    private HttpListener listen() throws IOException {
        try {
            watch.start(options.packages().takeOver());
            return HttpListener.start(
                    new InetSocketAddress(options.host(), options.port()),
                    options.sizes().header(),
                    connections,
                    this::handle);
        } catch (IOException | RuntimeException e) {
            watch.close();
            lanes.close();
            packages.close();
            throw e;
        }
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
        routes.addAll(new RootHandler().routes());
        SerialNumberService serialNumbers = new SerialNumberService(storage, clock);
        IdempotentWrites writes = new IdempotentWrites(storage, new IdempotencyService(storage, clock, mostAnswers()));
        routes.addAll(new SerialNumberHandlers(serialNumbers, writes).routes());
        routes.addAll(new TransferHandlers(serialNumbers, new SerialNumberImport(storage, clock)).routes());
        routes.addAll(new ItemHandlers(new ItemService(storage, clock), writes).routes());
        PassService passes = new PassService(storage, clock, new SecureRandom(), packager);
        routes.addAll(new PassHandlers(passes).routes());
        routes.addAll(new PassIssueHandlers(passes, writes).routes());
        PackageCheck check = new PkpassDoctor(clock);
        PackageService packages = new PackageService(storage, clock, check, packager);
        routes.addAll(new PackageHandlers(packages, check, clock).routes());
        routes.addAll(new PassTypeHandlers(passTypes, identities, clock).routes());
        RateLimiter lists = new RateLimiter(options.lists());
        PersonalizationService personalizations = new PersonalizationService(storage, clock, packager);
        routes.addAll(new PersonalizationHandlers(personalizations, lists).routes());
        DeviceLogService logs = new DeviceLogService(storage, clock, options.longestLog(), options.mostLogs());
        routes.addAll(new DeviceLogHandlers(logs).routes());
        DeviceHandlers devices = new DeviceHandlers(
                new DeviceService(storage, clock, packager), logs, clock, lists, new RateLimiter(options.logs()));
        routes.addAll(devices.apple());
        if (options.voltMx()) {
            routes.addAll(devices.voltMx());
        }
        return routes;
    }

    /** How much room the first answers of an organization may take; the heap counts, since a store may be in it. */
    private static long mostAnswers() {
        return Math.min(MOST_BYTES_OF_ANSWERS, Runtime.getRuntime().maxMemory() / 8);
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
        return new SerialpassServer(options, storage, clock, tokens, identities);
    }

    /**
     * The address that it listens at.
     *
     * @return the address, with the real port
     */
    public InetSocketAddress address() {
        return listener.address();
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
        watch.close();
        listener.close();
        lanes.close();
        packages.close();
    }
}
