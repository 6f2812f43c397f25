package io.serialpass.http.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.RequestMetrics;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.metrics.Metrics;
import io.serialpass.turn.Share;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The measurements of a server. A server of its own shows them at {@code /metrics} in Prometheus' format. A program that embeds a
 * server puts them into its own registry of Micrometer. Safe for use by many threads.
 *
 * <pre>{@code
 * ServerMetrics metrics = ServerMetrics.in(registry);
 * Serialpass app = Serialpass.builder(storage).metrics(metrics.application()).build();
 * SerialpassServer server = SerialpassServer.start(ServerOptions.defaults(), app, Optional.of(metrics));
 * }</pre>
 *
 * @since 0.1
 */
public final class ServerMetrics implements AutoCloseable {

    /** The format of Prometheus, version 0.0.4. */
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final Optional<PrometheusMeterRegistry> shown;
    private final ApplicationMeters application;
    private final RequestMeters requests;
    private final StateGauges state;
    private final Optional<JvmGcMetrics> collections;

    private ServerMetrics(
            MeterRegistry registry, Optional<PrometheusMeterRegistry> shown, Optional<JvmGcMetrics> collections) {
        this.shown = shown;
        this.application = new ApplicationMeters(registry);
        this.requests = new RequestMeters(registry);
        this.state = new StateGauges(registry);
        this.collections = collections;
    }

    /**
     * Makes measurements that the server shows at {@code /metrics}, with those of the Java virtual machine.
     *
     * @return the measurements, for one server
     */
    public static ServerMetrics shown() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return new ServerMetrics(registry, Optional.of(registry), Optional.of(collections));
    }

    /**
     * Makes measurements that go into a registry of the caller's. The server does not show them.
     *
     * @param registry the registry, which stays the caller's to close
     * @return the measurements, for one server
     */
    public static ServerMetrics in(MeterRegistry registry) {
        return new ServerMetrics(registry, Optional.empty(), Optional.empty());
    }

    /**
     * Gives what takes the measurements of an application.
     *
     * @return for {@link io.serialpass.SerialpassBuilder#metrics}
     */
    public Metrics application() {
        return application;
    }

    /**
     * Gives what takes the measurements of requests.
     *
     * @return is told of each request
     */
    public RequestMetrics requests() {
        return requests;
    }

    /**
     * Looks at how things stand: queues, what waits in the store, certificates. A call of {@code /metrics} does it by itself. A
     * program with a registry of its own calls it now and then.
     *
     * @param app the application
     */
    public void refresh(Serialpass app) {
        state.refresh(app);
    }

    /**
     * The call that shows the measurements. It needs an API token of any organization, since it tells how much the server has to do.
     *
     * @param app the application
     * @return its route; none if the server does not show them
     */
    public List<Route> routes(Serialpass app) {
        // Whoever watches over a server must see it when there is most to do.
        return shown.map(registry -> List.of(Route.get(
                        "/metrics", Access.READER, Optional.of(Share.HEALTH), request -> show(app, registry, request))))
                .orElse(List.of());
    }

    private Response show(Serialpass app, PrometheusMeterRegistry registry, Request request) {
        QueryParameters.rejectAll(request.query());
        refresh(app);
        return Response.bytes(FORMAT, registry.scrape(FORMAT).getBytes(StandardCharsets.UTF_8))
                .withHeader("Cache-Control", "no-store");
    }

    /** Ends the watch of the garbage collector. */
    @Override
    public void close() {
        collections.ifPresent(JvmGcMetrics::close);
    }
}
