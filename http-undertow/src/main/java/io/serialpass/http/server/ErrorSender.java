package io.serialpass.http.server;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.BrowserFace;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Response;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.turn.OverloadedException;
import io.undertow.server.HttpServerExchange;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/** Answers requests with the error that ended them, whatever that is. Safe for use by many threads. */
final class ErrorSender {

    private static final Logger LOGGER = System.getLogger(ErrorSender.class.getName());

    private final Duration longestRest;
    private final BrowserFace browsers;
    private final MachineErrors machineErrors = new MachineErrors();

    /**
     * Makes a sender.
     *
     * @param longestRest how long a client may go on to send the body of a request that is answered already
     * @param browsers the face for people, who are shown a page
     */
    ErrorSender(Duration longestRest, BrowserFace browsers) {
        this.longestRest = longestRest;
        this.browsers = browsers;
    }

    /** Answers a request. One whose answer is under way is cut short, and one that is done stays as it is. */
    void send(HttpServerExchange exchange, Throwable thrown) {
        machineErrors.met(thrown);
        Stations.end(exchange, () -> RequestTrace.run(exchange, () -> sendHere(exchange, thrown)));
    }

    private void sendHere(HttpServerExchange exchange, Throwable thrown) {
        if (exchange.isComplete()) {
            LOGGER.log(Level.DEBUG, "The client did not wait for its answer", thrown);
            return;
        }
        if (exchange.isResponseStarted()) {
            LOGGER.log(Level.ERROR, "An answer broke off", thrown);
            exchange.endExchange();
            return;
        }
        if (!exchange.isRequestComplete()) {
            // What the client still sends is passed over, so that it reads the answer; not for ever, though.
            BodyDeadline deadline = new BodyDeadline(exchange, longestRest, false);
            exchange.addExchangeCompleteListener((completed, next) -> {
                deadline.end();
                next.proceed();
            });
        }
        ResponseSender.send(exchange, answer(exchange, toError(exchange, thrown)));
    }

    private Response answer(HttpServerExchange exchange, ApiException error) {
        String path = exchange.getRequestURI();
        if (!browsers.owns(path)) {
            return error.toResponse();
        }
        String query = exchange.getQueryString();
        return browsers.page(
                error, exchange.getRequestMethod().toString(), query.isEmpty() ? path : path + "?" + query);
    }

    private static ApiException toError(HttpServerExchange exchange, Throwable thrown) {
        if (thrown instanceof ApiException error) {
            return error;
        }
        if (thrown instanceof StorageOverloadedException) {
            return ApiException.overloaded(Objects.requireNonNull(thrown.getMessage()));
        }
        if (thrown instanceof OverloadedException) {
            return ApiException.overloaded(Objects.requireNonNull(thrown.getMessage()));
        }
        if (thrown instanceof StorageUnavailableException unavailable) {
            // The storage logs the reason once: not each request does it again.
            return ApiException.unavailable(unavailable.getMessage());
        }
        if (MachineErrors.isOne(thrown)) {
            LOGGER.log(Level.ERROR, "A request met an error of the virtual machine", thrown);
            return ApiException.overloaded("The server has not enough memory for this now.");
        }
        String reference = RequestTrace.of(exchange)
                .map(RequestTrace::id)
                .orElseGet(() -> UUID.randomUUID().toString());
        LOGGER.log(Level.ERROR, "Request failed, reference " + reference, thrown);
        return new ApiException(
                ErrorCode.SERVER_ERROR,
                "Something went wrong here. The server's log has more under " + reference + ".");
    }
}
