package io.serialpass.http.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.serialpass.http.web.RequestMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Puts how requests were answered into a registry: a timer for each call and status. There are as many as the server has calls
 * and statuses, whatever clients send. Safe for use by many threads.
 */
final class RequestMeters implements RequestMetrics {

    private final MeterRegistry registry;

    /** By template, method and status. A record as the key would be made anew for each request. */
    private final Map<String, Map<String, Map<Integer, Timer>>> timers = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(String method, String template, int status, long nanos) {
        timers.computeIfAbsent(template, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(method, unused -> new ConcurrentHashMap<>())
                .computeIfAbsent(status, unused -> timer(method, template, status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(String method, String template, int status) {
        return ApplicationMeters.buckets(Timer.builder("serialpass.http.requests")
                        .description("Requests by their call and the status of their answer")
                        .tags("method", method, "route", template, "status", Integer.toString(status)))
                .register(registry);
    }
}
