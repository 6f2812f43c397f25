package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.RateLimiter;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DeviceLogService;
import io.serialpass.service.DeviceService;
import io.serialpass.service.DeviceService.RegisterOutcome;
import io.serialpass.service.DeviceService.UnregisterOutcome;
import io.serialpass.service.FetchOutcome;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The five calls of devices, on each of their faces. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DeviceHandlers {

    private static final Logger LOGGER = System.getLogger(DeviceHandlers.class.getName());

    private final DeviceService devices;
    private final DeviceLogService logs;
    private final Clock clock;
    private final RateLimiter lists;
    private final RateLimiter logCalls;

    /**
     * Makes the handlers.
     *
     * @param devices the service that they call
     * @param logs keeps what devices log
     * @param clock tells the time that answers say
     * @param lists limits the lists of each client, of all faces together
     * @param logCalls limits the logs of each client, of all faces together
     */
    public DeviceHandlers(
            DeviceService devices, DeviceLogService logs, Clock clock, RateLimiter lists, RateLimiter logCalls) {
        this.devices = devices;
        this.logs = logs;
        this.clock = clock;
        this.lists = lists;
        this.logCalls = logCalls;
    }

    /**
     * The calls as Apple Wallet has them.
     *
     * @return their routes
     */
    public List<Route> apple() {
        return routes(new AppleAnswers());
    }

    /**
     * The calls as HCL Volt MX has them.
     *
     * @return their routes
     */
    public List<Route> voltMx() {
        return routes(new VoltMxAnswers());
    }

    private List<Route> routes(DeviceAnswers face) {
        String list = face.base() + "/devices" + WalletPath.DEVICE + "/registrations" + WalletPath.PASS_TYPE;
        String registration =
                face.base() + "/devices" + WalletPath.DEVICE + "/registrations" + WalletPath.PASS_OF_DEVICE;
        return List.of(
                new Route(
                                "POST",
                                registration,
                                Access.PASS_HOLDER,
                                BodyKind.DEVICE,
                                Optional.of(this::requireToken),
                                false,
                                request -> register(face, registering(request)))
                        .withGlance(request -> registerAtOnce(face, request)),
                new Route(
                        "DELETE",
                        registration,
                        Access.PASS_HOLDER,
                        BodyKind.NONE,
                        request -> unregister(face, request)),
                new Route("GET", list, Access.ANYONE, BodyKind.NONE, request -> list(face, request))
                        .withGlance(request -> new Route.Seen.Answer(list(face, request))),
                new Route(
                                "GET",
                                face.base() + "/passes" + WalletPath.PASS_OF_DEVICE,
                                Access.PASS_HOLDER,
                                BodyKind.NONE,
                                request -> fetch(face, request))
                        .withGlance(request -> fetchAtOnce(face, request)),
                new Route(
                        "POST",
                        face.base() + "/log",
                        Access.ANYONE,
                        BodyKind.DEVICE_LOG,
                        request -> log(face, request)));
    }

    private void requireToken(Request request) {
        PassAuthorization shown = PassAuthorization.of(request);
        if (!devices.isAuthorized(shown.pass(), shown.token())) {
            throw PassAuthorization.unauthorized();
        }
    }

    /** A registration that a device asks for. */
    private record Registering(DeviceLibraryIdentifier device, PassAuthorization shown, PushToken pushToken) {

        static Registering of(Request request) {
            PassAuthorization shown = PassAuthorization.of(request);
            Problems problems = new Problems();
            JsonBody body = JsonBody.parseLeniently(request.body().bytes(), problems);
            body.require("pushToken");
            Optional<PushToken> pushToken = body.text("pushToken", PushToken::new);
            Optional<DeviceLibraryIdentifier> device = WalletPath.device(request);
            if (device.isEmpty()) {
                problems.value("deviceLibraryIdentifier", "must be 1 to 255 visible ASCII characters");
            }
            problems.check();
            return new Registering(device.orElseThrow(), shown, pushToken.orElseThrow());
        }
    }

    /** A phone that sends again what is stored needs no write. */
    private Route.Seen registerAtOnce(DeviceAnswers face, Request request) {
        Registering asked = registering(request);
        return Route.Seen.of(
                devices.registeredAlready(
                                asked.device(),
                                asked.shown().pass(),
                                asked.shown().token(),
                                asked.pushToken())
                        .map(outcome -> registered(face, asked, outcome)),
                () -> register(face, asked));
    }

    /** Who shows the wrong token learns that, whatever else may be wrong with the request. */
    private Registering registering(Request request) {
        try {
            return Registering.of(request);
        } catch (ApiException e) {
            requireToken(request);
            throw e;
        }
    }

    private Response register(DeviceAnswers face, Registering asked) {
        return registered(
                face,
                asked,
                devices.register(
                        asked.device(), asked.shown().pass(), asked.shown().token(), asked.pushToken()));
    }

    private static Response registered(DeviceAnswers face, Registering asked, RegisterOutcome outcome) {
        return switch (outcome) {
            case REGISTERED -> face.registered(asked.shown().pass(), true);
            case ALREADY_REGISTERED -> face.registered(asked.shown().pass(), false);
            case UNAUTHORIZED -> throw PassAuthorization.unauthorized();
        };
    }

    private Response unregister(DeviceAnswers face, Request request) {
        PassAuthorization shown = PassAuthorization.of(request);
        Optional<DeviceLibraryIdentifier> device = WalletPath.device(request);
        if (device.isEmpty()) {
            requireToken(request);
            return face.unregistered(shown.pass(), false);
        }
        UnregisterOutcome outcome = devices.unregister(device.get(), shown.pass(), shown.token());
        return switch (outcome) {
            case UNREGISTERED -> face.unregistered(shown.pass(), true);
            case NOT_REGISTERED -> face.unregistered(shown.pass(), false);
            case UNAUTHORIZED -> throw PassAuthorization.unauthorized();
        };
    }

    private Response list(DeviceAnswers face, Request request) {
        if (!lists.allows(request.client())) {
            throw ApiException.tooMany("lists");
        }
        Optional<String> since = new QueryParameters(request.query(), new Problems()).first("passesUpdatedSince");
        Optional<DeviceLibraryIdentifier> device = WalletPath.device(request);
        Optional<PassTypeIdentifier> type = WalletPath.passType(request);
        return device.isEmpty() || type.isEmpty()
                ? face.nothingRegistered()
                : face.list(devices, device.get(), type.get(), since);
    }

    /** HEAD may have to ask what a package would be, which takes longer. */
    private Route.Seen fetchAtOnce(DeviceAnswers face, Request request) {
        if (request.isHead()) {
            return new Route.Seen.More(() -> fetch(face, request));
        }
        PassAuthorization shown = PassAuthorization.of(request);
        return Route.Seen.of(
                devices.fetchAtOnce(shown.pass(), shown.token(), PackageResponse.held(request), request.memory())
                        .map(outcome -> fetched(face, shown.pass(), outcome)),
                () -> fetch(face, request));
    }

    private Response fetch(DeviceAnswers face, Request request) {
        PassAuthorization shown = PassAuthorization.of(request);
        PassId pass = shown.pass();
        FetchOutcome outcome = request.isHead()
                ? devices.describe(pass, shown.token(), PackageResponse.held(request), request.memory())
                : devices.fetch(pass, shown.token(), PackageResponse.held(request), request.memory());
        return fetched(face, pass, outcome);
    }

    private Response fetched(DeviceAnswers face, PassId pass, FetchOutcome outcome) {
        // After the fetch, so that the second of a version that it found is not later for having been made meanwhile.
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return outcome.match(
                fetched -> PackageResponse.whole(fetched.content(), now),
                unmodified -> PackageResponse.unmodified(unmodified.version(), now),
                described -> PackageResponse.head(described.head(), now),
                later -> {
                    throw ApiException.unavailable("The package cannot be made here now. Ask again later.");
                },
                noPackage -> {
                    throw face.noPackage(pass);
                },
                unauthorized -> {
                    throw PassAuthorization.unauthorized();
                });
    }

    private Response log(DeviceAnswers face, Request request) {
        if (!logCalls.allows(request.client()) || request.contentCoding().isPresent()) {
            return face.logged();
        }
        List<String> messages;
        try {
            Problems problems = new Problems();
            JsonBody body = JsonBody.parseLeniently(request.body().bytes(), problems);
            body.require("logs");
            messages = body.anyTexts("logs");
            problems.check();
        } catch (ApiException e) {
            return face.notLogged(e);
        }
        try {
            logs.add(messages);
        } catch (StorageOverloadedException | StorageUnavailableException e) {
            LOGGER.log(Level.DEBUG, "Device logs were dropped: {0}", e.getMessage());
        }
        return face.logged();
    }
}
