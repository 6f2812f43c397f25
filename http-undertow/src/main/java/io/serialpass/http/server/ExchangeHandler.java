package io.serialpass.http.server;

import io.serialpass.http.web.AccessLog;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.BrowserFace;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.RequestMetrics;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Router;
import io.serialpass.http.web.SharedMemory;
import io.serialpass.organization.Actor;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Caller;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.PackageRoom;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes a request through its stations: token, path and method, media type, announced length, body, call. An I/O thread
 * does what never waits; a worker asks the store. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ExchangeHandler implements HttpHandler {

    private static final long LITTLE = 2048;

    private final Router router;
    private final Authenticator authenticator;
    private final Lanes lanes;
    private final TurnLimits turns;
    private final BodyLimits limits;
    private final ClientAddresses clients;
    private final BrowserFace browsers;
    private final SharedMemory memory;
    private final ErrorSender errors;
    private final Stations stations;
    private final Optional<RequestMetrics> metrics;
    private final Optional<AccessLog> accessLog;

    /**
     * Makes a handler.
     *
     * @param router knows the calls
     * @param authenticator knows the tokens
     * @param lanes run what may wait; may refuse
     * @param turns how long requests may wait
     * @param limits the limits of bodies
     * @param clients tells where requests come from
     * @param browsers the face for people, whose callers have sessions
     * @param memory what bodies and answers may take together
     * @param metrics takes how requests were answered; empty for nobody
     * @param accessLog takes an entry for each request; empty for nobody
     */
    public ExchangeHandler(
            Router router,
            Authenticator authenticator,
            Lanes lanes,
            TurnLimits turns,
            BodyLimits limits,
            ClientAddresses clients,
            BrowserFace browsers,
            SharedMemory memory,
            Optional<RequestMetrics> metrics,
            Optional<AccessLog> accessLog) {
        this.router = router;
        this.authenticator = authenticator;
        this.lanes = lanes;
        this.turns = turns;
        this.limits = limits;
        this.clients = clients;
        this.browsers = browsers;
        this.memory = memory;
        this.errors = new ErrorSender(limits.timeout(), browsers);
        this.stations = new Stations(lanes, errors);
        this.metrics = metrics;
        this.accessLog = accessLog;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        // Names are no secrets: they only have to differ.
        RequestTrace trace =
                RequestTrace.begin(exchange, ThreadLocalRandom.current().nextLong());
        metrics.ifPresent(taker -> RequestMeasure.begin(exchange, taker));
        accessLog.ifPresent(taker -> AccessRecord.begin(exchange, taker, trace));
        Optional<ApiException> unclear = MessageFraming.problem(exchange);
        if (unclear.isPresent()) {
            exchange.setPersistent(false);
            errors.send(exchange, unclear.get());
        } else {
            stations.run(exchange, () -> authenticate(exchange));
        }
    }

    private void authenticate(HttpServerExchange exchange) {
        String path = path(exchange);
        if (Router.needsToken(path)) {
            withCaller(exchange, caller -> route(exchange, path, Optional.of(caller)));
        } else {
            route(exchange, path, Optional.empty());
        }
    }

    private void withCaller(HttpServerExchange exchange, Consumer<Caller> then) {
        ApiToken token = Authenticator.token(header(exchange, Headers.AUTHORIZATION_STRING));
        Optional<Caller> remembered = authenticator.remembered(token);
        if (remembered.isPresent()) {
            then.accept(remembered.get());
        } else {
            lookUp(exchange, token.hash(), then);
        }
    }

    private void withCallerOfSession(HttpServerExchange exchange, Consumer<Caller> then) {
        ApiTokenHash token = browsers.token(allOf(exchange, Headers.COOKIE_STRING));
        Optional<Caller> remembered = authenticator.remembered(token);
        if (remembered.isPresent()) {
            then.accept(remembered.get());
        } else {
            lookUp(exchange, token, then);
        }
    }

    private void lookUp(HttpServerExchange exchange, ApiTokenHash token, Consumer<Caller> then) {
        Turn turn = turns.lookUp();
        stations.inLane(exchange, turn, Lanes.Kind.READ, () -> {
            Caller caller = authenticator.lookUp(token);
            stations.onIoThread(exchange, () -> then.accept(caller));
        });
    }

    private void route(HttpServerExchange exchange, String path, Optional<Caller> caller) {
        Router.Match match = router.find(exchange.getRequestMethod().toString(), path);
        RequestMeasure.found(exchange, match.route());
        if (match.route().access().needsApiToken()
                && browsers.owns(match.route().template())) {
            withCallerOfSession(exchange, known -> guard(exchange, match, Optional.of(known)));
        } else if (match.route().access().needsApiToken() && caller.isEmpty()) {
            // The prefix was written with escapes.
            withCaller(exchange, known -> guard(exchange, match, Optional.of(known)));
        } else {
            guard(exchange, match, caller);
        }
    }

    private void guard(HttpServerExchange exchange, Router.Match match, Optional<Caller> caller) {
        AccessRecord.found(exchange, match.route(), caller);
        caller.ifPresent(match.route().access()::require);
        Optional<Route.Guard> guard = match.route().guard();
        if (guard.isEmpty() || (match.route().glance().isPresent() && announcesLittle(exchange))) {
            receive(exchange, match, caller);
            return;
        }
        Turn turn = turns.look(match.route());
        Runnable check = () -> guard.get().check(request(exchange, match, caller, Request.Body.NONE));
        Supplier<Boolean> look = () -> {
            check.run();
            return true;
        };
        stations.look(exchange, turn, look, checked -> {
            if (checked.isPresent()) {
                receive(exchange, match, caller);
                return;
            }
            stations.inLane(exchange, turn, Lanes.Kind.READ, () -> {
                check.run();
                stations.onIoThread(exchange, () -> receive(exchange, match, caller));
            });
        });
    }

    /** So short a body is received sooner than the store can be asked who sends it. One in a coding is not received at all. */
    private static boolean announcesLittle(HttpServerExchange exchange) {
        long length = exchange.getRequestContentLength();
        return length >= 0 && length <= LITTLE && !exchange.getRequestHeaders().contains(Headers.CONTENT_ENCODING);
    }

    private void receive(HttpServerExchange exchange, Router.Match match, Optional<Caller> caller) {
        Route.BodyKind kind = match.route().body();
        if (kind != Route.BodyKind.NONE) {
            BodyTypes.require(kind, name -> String.join(",", allOf(exchange, name)));
        } else if (match.route().isRead() || exchange.isRequestComplete()) {
            stations.afterChain(exchange, () -> callInTurn(exchange, match, caller, () -> Request.Body.NONE));
            return;
        }
        long most = limits.most(kind);
        if (BodyReceiver.announcesMore(exchange, most)) {
            throw BodyReceiver.tooLarge(most);
        }
        BodySink sink = sink(exchange, kind);
        BodyDeadline deadline = new BodyDeadline(exchange, limits.timeout(), kind.isImport());
        exchange.addExchangeCompleteListener((completed, next) -> {
            deadline.end();
            sink.release();
            next.proceed();
        });
        BodyReceiver receiver = new BodyReceiver(
                exchange,
                most,
                sink,
                piece -> lanes.execute(
                        turns.look(match.route()).by(caller.map(Caller::organization)), Lanes.Kind.WORK, piece),
                deadline,
                () -> callInTurn(exchange, match, caller, sink::finish),
                failure -> errors.send(exchange, failure));
        stations.afterChain(exchange, receiver::start);
    }

    private BodySink sink(HttpServerExchange exchange, Route.BodyKind kind) {
        PackageRoom room = ExchangeMemory.of(exchange, memory);
        return switch (kind) {
            // It is read all the same, since only behind it can be seen that the client of a write has gone.
            case NONE -> new DiscardingSink();
            case IMPORT -> new FileSink(room);
            case IMPORT_FORM, FILE_FORM ->
                new FormSink(room, exchange.getConnection().getByteBufferPool(), header(exchange, "Content-Type"));
            default -> new MemorySink(room, exchange.getRequestContentLength());
        };
    }

    /** Does what a request asks for, now that all of it has arrived. On the I/O thread, outside of the handler chain. */
    private void callInTurn(
            HttpServerExchange exchange, Router.Match match, Optional<Caller> caller, Supplier<Request.Body> body) {
        Route route = match.route();
        Supplier<Request> arrived = () -> {
            Request request = request(exchange, match, caller, body.get());
            request.memory()
                    .take((long) route.body().workBytes() * request.body().bytes().length);
            return request;
        };
        if (route.share().isEmpty()) {
            handle(exchange, route, caller, arrived.get());
            return;
        }
        Turn turn = turns.turn(route, caller);
        if (route.glance().isEmpty()) {
            inLane(exchange, route, caller, turn, () -> handle(exchange, route, caller, arrived.get()));
            return;
        }
        Request request = arrived.get();
        stations.look(
                exchange,
                turn,
                () -> route.glance().get().look(request),
                seen -> goOn(exchange, route, caller, turn, request, seen));
    }

    private void goOn(
            HttpServerExchange exchange,
            Route route,
            Optional<Caller> caller,
            Turn turn,
            Request request,
            Optional<Route.Seen> seen) {
        if (seen.isPresent() && seen.get() instanceof Route.Seen.Answer answer) {
            answer(exchange, route, caller, answer.response());
            return;
        }
        Supplier<Response> rest = seen.isPresent() && seen.get() instanceof Route.Seen.More more
                ? more.rest()
                : () -> route.handler().handle(request);
        inLane(exchange, route, caller, turn, () -> answer(exchange, route, caller, rest.get()));
    }

    private void inLane(HttpServerExchange exchange, Route route, Optional<Caller> caller, Turn turn, Runnable call) {
        if (route.isRead()) {
            stations.inLane(exchange, turn, Lanes.Kind.READ, call);
        } else {
            // A read changes nothing, and who has closed only the sending side still wants its answer.
            Optional<Actor> actor = caller.map(known -> Actor.of(known, ClientAddresses.text(clients.of(exchange))));
            Turn acted = turn.actedBy(actor).unlessGone(ClientWatch.start(exchange));
            stations.inLane(exchange, acted, Lanes.Kind.WORK, call);
        }
    }

    private void handle(HttpServerExchange exchange, Route route, Optional<Caller> caller, Request request) {
        answer(exchange, route, caller, route.handler().handle(request));
    }

    private void answer(HttpServerExchange exchange, Route route, Optional<Caller> caller, Response response) {
        if (response.later().isPresent()) {
            Response.Later later = response.later().get();
            Runnable then = () -> stations.onIoThread(
                    exchange,
                    () -> stations.inLane(
                            exchange,
                            turns.turn(route, caller),
                            Lanes.Kind.READ,
                            () -> answer(exchange, route, caller, later.then().get())));
            stations.onIoThread(
                    exchange,
                    () -> ParkedRequest.park(exchange, later.waiting(), then, gone -> errors.send(exchange, gone)));
            return;
        }
        ExchangeMemory.of(exchange, memory).answer(response.body());
        if (response.stream().isPresent()) {
            ResponseSender.send(exchange, response);
        } else {
            stations.toIoThread(exchange, () -> ResponseSender.send(exchange, response));
        }
    }

    private Request request(
            HttpServerExchange exchange, Router.Match match, Optional<Caller> caller, Request.Body body) {
        return new Request(
                caller,
                match.variables(),
                exchange.getQueryString(),
                name -> allOf(exchange, name),
                clients.of(exchange),
                exchange.getRequestMethod().equals(Methods.HEAD),
                body,
                ExchangeMemory.of(exchange, memory));
    }

    /**
     * Answers a request with an error, whatever it asks for.
     *
     * @param exchange the request
     * @param error the error
     */
    public void refuse(HttpServerExchange exchange, ApiException error) {
        RequestTrace.begin(exchange, ThreadLocalRandom.current().nextLong());
        errors.send(exchange, error);
    }

    /** The path as it was sent; what follows a semicolon belongs to it. */
    private static String path(HttpServerExchange exchange) {
        String uri = exchange.getRequestURI();
        if (exchange.isHostIncludedInRequestURI()) {
            int start = uri.indexOf('/', uri.indexOf("//") + 2);
            return start < 0 ? "/" : uri.substring(start);
        }
        return uri;
    }

    /** The values of a header, in the order sent. */
    private static List<String> allOf(HttpServerExchange exchange, String name) {
        HeaderValues values = exchange.getRequestHeaders().get(name);
        return values == null ? List.of() : List.copyOf(values);
    }

    private static String header(HttpServerExchange exchange, String name) {
        HeaderMap headers = exchange.getRequestHeaders();
        String value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
