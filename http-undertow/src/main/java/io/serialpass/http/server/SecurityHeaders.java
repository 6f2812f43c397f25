package io.serialpass.http.server;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;

/**
 * What each answer tells browsers: to believe its type, to run and fetch nothing of it, to show it in no other page and to send its
 * address nowhere. An answer that is a page replaces the policy by its own. Over TLS, browsers are to come back over TLS alone:
 * RFC 6797.
 */
final class SecurityHeaders {

    private static final HttpString TYPE = new HttpString("X-Content-Type-Options");
    private static final HttpString POLICY = new HttpString("Content-Security-Policy");
    private static final HttpString REFERRER = new HttpString("Referrer-Policy");
    private static final HttpString TLS = new HttpString("Strict-Transport-Security");

    private SecurityHeaders() {}

    /** Puts them into an answer, before its own headers. */
    static void put(HttpServerExchange exchange) {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(TYPE, "nosniff");
        headers.put(POLICY, "default-src 'none'; frame-ancestors 'none'");
        headers.put(REFERRER, "no-referrer");
        if (exchange.getConnection().getSslSessionInfo() != null) {
            headers.put(TLS, "max-age=31536000");
        }
    }
}
