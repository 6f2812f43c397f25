package io.serialpass.http.server;

import io.serialpass.http.web.Response;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.xnio.IoUtils;

/** Sends an answer. */
final class ResponseSender {

    private static final Logger LOGGER = System.getLogger(ResponseSender.class.getName());

    private ResponseSender() {}

    static void send(HttpServerExchange exchange, Response response) {
        exchange.setStatusCode(response.status());
        SecurityHeaders.put(exchange);
        for (Map.Entry<String, String> header : response.headers().entrySet()) {
            exchange.getResponseHeaders().put(HttpString.tryFromString(header.getKey()), header.getValue());
        }
        if (response.status() == 304 || response.status() == 204) {
            // They have no body, so a length of it would be a lie about the one that they stand for.
            exchange.endExchange();
        } else if (response.headers().containsKey("Content-Length")) {
            // An answer to HEAD that tells the length of a body which was not made for it.
            exchange.endExchange();
        } else if (response.stream().isPresent()) {
            stream(exchange, response.stream().get());
        } else {
            exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, response.body().length);
            if (response.body().length == 0 || isHead(exchange)) {
                exchange.endExchange();
            } else {
                AnswerWriter.send(exchange, response.body());
            }
        }
    }

    private static boolean isHead(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.HEAD);
    }

    private static void stream(HttpServerExchange exchange, Response.BodyWriter writer) {
        if (isHead(exchange)) {
            // As the answer to GET would have it, whose length is not known before its end. HTTP/2 has no such header.
            if (exchange.isHttp11()) {
                exchange.getResponseHeaders().put(Headers.TRANSFER_ENCODING, "chunked");
            }
            exchange.endExchange();
            return;
        }
        exchange.startBlocking();
        try {
            OutputStream out = exchange.getOutputStream();
            writer.writeTo(out);
            out.close();
        } catch (IOException e) {
            LOGGER.log(Level.DEBUG, "The client went away", e);
            IoUtils.safeClose(exchange.getConnection());
        } catch (RuntimeException e) {
            if (!exchange.isResponseStarted()) {
                throw e;
            }
            // The status is on its way already: a connection cut short is the one way left to say that this is not all.
            LOGGER.log(Level.ERROR, "An answer broke off", e);
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
