package io.serialpass.http.openapi;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A real answer with another status and body. */
record Pretended(HttpResponse<String> real, int statusCode, String body) implements HttpResponse<String> {

    @Override
    public HttpRequest request() {
        return real.request();
    }

    @Override
    public Optional<HttpResponse<String>> previousResponse() {
        return real.previousResponse();
    }

    @Override
    public HttpHeaders headers() {
        return real.headers();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return real.sslSession();
    }

    @Override
    public URI uri() {
        return real.uri();
    }

    @Override
    public HttpClient.Version version() {
        return real.version();
    }
}
