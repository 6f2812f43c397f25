package io.serialpass.http.server;

import io.serialpass.http.web.RequestMetrics;
import io.serialpass.http.web.Route;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/** Measures one request. It is used by one thread after the other, as its exchange is. */
final class RequestMeasure implements ExchangeCompletionListener {

    private static final AttachmentKey<RequestMeasure> KEY = AttachmentKey.create(RequestMeasure.class);

    private final RequestMetrics metrics;
    private final long begin = System.nanoTime();
    private String method = RequestMetrics.NO_CALL;
    private String template = RequestMetrics.NO_CALL;

    private RequestMeasure(RequestMetrics metrics) {
        this.metrics = metrics;
    }

    static void begin(HttpServerExchange exchange, RequestMetrics metrics) {
        RequestMeasure measure = new RequestMeasure(metrics);
        exchange.putAttachment(KEY, measure);
        exchange.addExchangeCompleteListener(measure);
    }

    /** The call of the request is known now. */
    static void found(HttpServerExchange exchange, Route route) {
        RequestMeasure measure = exchange.getAttachment(KEY);
        if (measure != null) {
            measure.method = route.method();
            measure.template = route.template();
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        try {
            metrics.answered(method, template, exchange.getStatusCode(), System.nanoTime() - begin);
        } finally {
            next.proceed();
        }
    }
}
