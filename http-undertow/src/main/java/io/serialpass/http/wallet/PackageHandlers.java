package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.service.PackageService;
import io.serialpass.service.UploadOutcome;
import io.serialpass.turn.LongWork;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.UnmadePackageException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The issuer's calls of packages: to hand them over, look at them, or upload them. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PackageHandlers {

    private static final String DOCTOR = "/api/v1.0/doctor";

    private final PackageService packages;
    private final PassFormat format;
    private final LongWork longWork;
    private final Clock clock;

    /**
     * Makes the handlers.
     *
     * @param packages the service that they call
     * @param format reads packages
     * @param longWork whose turn it is to have packages looked at, or several made and put together
     * @param clock tells the time that answers say
     */
    public PackageHandlers(PackageService packages, PassFormat format, LongWork longWork, Clock clock) {
        this.packages = packages;
        this.format = format;
        this.longWork = longWork;
        this.clock = clock;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String pass = PassJson.PASSES + WalletPath.PASS;
        return List.of(
                new Route("GET", pass + "/package", Access.READER, BodyKind.NONE, this::fetchPackage),
                new Route("PUT", pass + "/package", Access.WRITER, BodyKind.PACKAGE, this::upload),
                new Route("GET", pass + "/preview", Access.READER, BodyKind.NONE, this::preview),
                new Route("GET", pass + "/doctor", Access.READER, BodyKind.NONE, this::examine),
                new Route("POST", PassJson.PASSES + "/bundle", Access.READER, BodyKind.JSON, this::bundle),
                new Route("POST", DOCTOR, Access.READER, BodyKind.BUNDLE, this::examinePackage));
    }

    private static ApiException notFound(Request request) {
        return ApiException.notFound("pass", "id", WalletPath.written(request));
    }

    private static ApiException noPackage(Request request) {
        return ApiException.notFound("package of the pass", "id", WalletPath.written(request));
    }

    private Response examinePackage(Request request) {
        QueryParameters.rejectAll(request.query());
        return FindingJson.answer(
                longWork.call(() -> format.check().examine(request.body().bytes())));
    }

    private Response upload(Request request) {
        QueryParameters.rejectAll(request.query());
        PassId id = WalletPath.pass(request).orElseThrow(() -> notFound(request));
        UploadOutcome outcome =
                packages.upload(request.organization(), id, request.body().bytes());
        return outcome.match(
                accepted -> PassJson.answer(200, accepted.pass(), false),
                notFound -> {
                    throw notFound(request);
                },
                invalid -> {
                    throw new ApiException(ErrorCode.INVALID_PACKAGE, String.join(" ", invalid.problems()));
                });
    }

    private Response fetchPackage(Request request) {
        QueryParameters.rejectAll(request.query());
        Optional<PassId> id = WalletPath.pass(request);
        Optional<Response> response = request.isHead()
                ? id.flatMap(pass -> unlessUnmade(
                                pass,
                                () -> packages.currentPackageHead(request.organization(), pass, request.memory())))
                        .map(head -> PackageResponse.head(head, now()))
                : id.flatMap(pass -> currentPackage(request, pass))
                        .map(content -> PackageResponse.whole(content, now()));
        return response.orElseThrow(() -> noPackage(request));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private Optional<PackageOfVersion> currentPackage(Request request, PassId id) {
        return unlessUnmade(id, () -> packages.currentPackage(request.organization(), id, request.memory()));
    }

    private static <T> T unlessUnmade(PassId id, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (UnmadePackageException e) {
            throw unmade(id, e);
        }
    }

    private static ApiException unmade(PassId id, UnmadePackageException e) {
        if (e.isForNow()) {
            return ApiException.unavailable(FindingJson.sentences(e.findings()) + ".");
        }
        return new ApiException(
                ErrorCode.INVALID_PACKAGE,
                "The pass " + id + " has no package that Wallet would take: " + FindingJson.sentences(e.findings())
                        + ".");
    }

    /** Several packages in one file, to hand them over at once. */
    private Response bundle(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.require("passes");
        Optional<List<PassId>> ids = body.texts("passes", format.mostInBundle(), WalletPath::ofText);
        body.rejectUnknown();
        problems.check();
        return longWork.call(() -> bundle(request, ids.orElseThrow()));
    }

    private Response bundle(Request request, List<PassId> ids) {
        List<byte[]> packages = new ArrayList<>();
        for (PassId id : ids) {
            packages.add(currentPackage(request, id)
                    .orElseThrow(() -> ApiException.notFound("package of the pass", "id", id))
                    .pkpass());
        }
        try {
            return PackageResponse.bundle(format, packages, request.memory());
        } catch (IllegalArgumentException e) {
            throw ApiException.value("passes", String.valueOf(e.getMessage()));
        }
    }

    private Response examine(Request request) {
        QueryParameters.rejectAll(request.query());
        return WalletPath.pass(request)
                .flatMap(id -> packages.examine(request.organization(), id, request.memory()))
                .map(FindingJson::answer)
                .orElseThrow(() -> noPackage(request));
    }

    /**
     * Draws a pass as its holder sees it.
     *
     * @param request a request whose path names the pass by the variables {@code passType} and {@code serial}
     * @return the page that shows it
     */
    public Response preview(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        PassPhone phone = PhoneParameters.read(parameters);
        parameters.rejectUnknown();
        problems.check();
        PassId id = WalletPath.pass(request).orElseThrow(() -> notFound(request));
        try {
            return packages.currentFiles(request.organization(), id, request.memory())
                    .map(files -> PreviewResponse.of(format, files, phone, clock.instant(), request.memory()))
                    .orElseThrow(() -> noPackage(request));
        } catch (UnmadePackageException e) {
            throw unmade(id, e);
        }
    }
}
