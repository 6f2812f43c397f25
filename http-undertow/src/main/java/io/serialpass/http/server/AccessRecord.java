package io.serialpass.http.server;

import io.serialpass.http.web.AccessEntry;
import io.serialpass.http.web.AccessLog;
import io.serialpass.http.web.RequestMetrics;
import io.serialpass.http.web.Route;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Organization;
import io.serialpass.organization.TraceContext;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Collects what the access log tells of one request. It is used by one thread after the other, as its exchange is. */
final class AccessRecord implements ExchangeCompletionListener {

    private static final AttachmentKey<AccessRecord> KEY = AttachmentKey.create(AccessRecord.class);

    private final AccessLog log;
    private final RequestTrace trace;
    private final long begin = System.nanoTime();
    private String method = RequestMetrics.NO_CALL;
    private String template = RequestMetrics.NO_CALL;
    private Optional<Organization> organization = Optional.empty();

    private AccessRecord(AccessLog log, RequestTrace trace) {
        this.log = log;
        this.trace = trace;
    }

    static void begin(HttpServerExchange exchange, AccessLog log, RequestTrace trace) {
        AccessRecord entry = new AccessRecord(log, trace);
        exchange.putAttachment(KEY, entry);
        exchange.addExchangeCompleteListener(entry);
    }

    /** The call of the request and its caller are known now. */
    static void found(HttpServerExchange exchange, Route route, Optional<Caller> caller) {
        AccessRecord entry = exchange.getAttachment(KEY);
        if (entry != null) {
            entry.method = route.method();
            entry.template = route.template();
            entry.organization = caller.map(Caller::organization);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        try {
            RequestTrace.run(
                    exchange,
                    () -> log.answered(new AccessEntry(
                            method,
                            template,
                            exchange.getStatusCode(),
                            exchange.getResponseBytesSent(),
                            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin),
                            organization,
                            trace.id(),
                            trace.context().map(TraceContext::traceId))));
        } finally {
            next.proceed();
        }
    }
}
