package io.serialpass.http;

import io.serialpass.Serialpass;
import io.serialpass.http.console.Console;
import io.serialpass.http.metrics.ServerMetrics;
import io.serialpass.http.server.Authenticator;
import io.serialpass.http.server.BodyLimits;
import io.serialpass.http.server.ClientAddresses;
import io.serialpass.http.server.ExchangeHandler;
import io.serialpass.http.server.Lanes;
import io.serialpass.http.server.TurnLimits;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.HealthHandlers;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Router;
import io.serialpass.http.web.SharedMemory;
import io.serialpass.service.EventWaits;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All calls of an application as one handler of Undertow, with the threads that work on them. The program that mounts it closes it
 * before the application. The paths are those of the documentation, from the root of the host. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class SerialpassHandler implements HttpHandler, AutoCloseable {

    private static final Logger LOGGER = System.getLogger(SerialpassHandler.class.getName());

    /** So many requests wait for events at most. All of them may be woken at once, so the queue of requests counts too. */
    private static final int MOST_WAITS = 1_000;

    private final Duration patience;
    private final EventWaits eventWaits;
    private final Lanes lanes;
    private final HealthHandlers health;
    private final ExchangeHandler exchanges;
    private final GracefulShutdownHandler inFlight;
    private volatile boolean stopping;

    SerialpassHandler(ServerOptions options, Serialpass app, SharedMemory memory, Optional<ServerMetrics> metrics) {
        this.patience = options.timeouts().shutdown();
        ServerOptions.Concurrency concurrency = options.concurrency();
        this.lanes = new Lanes(concurrency.workers(), concurrency.readers(), concurrency.requestQueue());
        this.health = new HealthHandlers(app);
        this.eventWaits = new EventWaits(app.storage(), Math.min(MOST_WAITS, concurrency.requestQueue()));
        ServerOptions.Sizes sizes = options.sizes();
        List<Route> routes = new ArrayList<>(Routes.of(app, health, eventWaits, options.devices(), options.links()));
        metrics.ifPresent(measured -> routes.addAll(measured.routes(app)));
        Console console = new Console(app);
        routes.addAll(console.routes());
        this.exchanges = new ExchangeHandler(
                new Router(routes),
                new Authenticator(app.apiTokens(), app.apiTokenUses(), options.tokens()),
                lanes,
                new TurnLimits(options.timeouts().queue(), options.timeouts().list()),
                new BodyLimits(
                        sizes.body(),
                        sizes.deviceBody(),
                        sizes.pkpass(),
                        sizes.imported(),
                        options.timeouts().body()),
                new ClientAddresses(options.devices().trustedProxies()),
                console,
                memory,
                metrics.map(ServerMetrics::requests),
                options.accessLog());
        this.inFlight = new GracefulShutdownHandler(new HttpContinueReadHandler(exchanges));
    }

    /** Takes a request; while the handler stops, only health can be asked for. */
    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!stopping) {
            inFlight.handleRequest(exchange);
        } else if (exchange.getRequestURI().startsWith("/health/")) {
            exchanges.handleRequest(exchange);
        } else {
            exchanges.refuse(exchange, ApiException.overloaded("The server is stopping."));
        }
    }

    /** Takes no more requests but for health, and waits until those in flight have finished. Calling it again waits again. */
    void stop() {
        health.stopping();
        stopping = true;
        eventWaits.close();
        inFlight.shutdown();
        try {
            if (!inFlight.awaitShutdown(patience.toMillis())) {
                LOGGER.log(Level.WARNING, "Requests in flight were cut off after {0}", patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the threads that work on requests. */
    void end() {
        eventWaits.close();
        lanes.close();
    }

    /** Finishes the requests in flight, refuses new ones, and ends the threads that work on them. */
    @Override
    public void close() {
        stop();
        end();
    }
}
