package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.query.Listing;
import io.serialpass.service.PassService;
import io.serialpass.service.PassUpdateOutcome;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSort;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.RegistrationSort;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The issuer's calls of passes. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PassHandlers {

    private final PassService passes;

    /**
     * Makes the handlers.
     *
     * @param passes the service that they call
     */
    public PassHandlers(PassService passes) {
        this.passes = passes;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String all = PassJson.PASSES;
        String one = all + WalletPath.PASS;
        return List.of(
                new Route("GET", all, Access.READER, BodyKind.NONE, this::list),
                new Route("GET", one, Access.READER, BodyKind.NONE, this::show),
                new Route(
                        "PUT",
                        one,
                        Access.WRITER,
                        BodyKind.JSON,
                        request -> change(request, PassHandlers::replacement)),
                new Route(
                        "PATCH",
                        one,
                        Access.WRITER,
                        BodyKind.MERGE_PATCH,
                        request -> change(request, PassHandlers::patch)),
                new Route("DELETE", one, Access.WRITER, BodyKind.NONE, this::delete),
                new Route("GET", one + "/registrations", Access.READER, BodyKind.NONE, this::registrations));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        PassFilters filters = PassFilters.read(parameters);
        Paging<Pass, PassSort> paging =
                Paging.read(PassJson.PASSES, parameters, PassSort.values(), PassSort.DATE_CREATED);
        Listing<PassSort> listing = paging.listing(request.organization(), filters.sent(), problems);
        parameters.rejectUnknown();
        problems.check();
        return paging.answer(
                request.organization(),
                filters.sent(),
                passes.list(filters.query(request.organization(), listing)),
                (json, pass) -> PassJson.write(json, pass, false));
    }

    private Response show(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        boolean revealed = revealed(parameters, "authenticationToken");
        parameters.rejectUnknown();
        problems.check();
        return WalletPath.pass(request)
                .flatMap(id -> passes.find(request.organization(), id))
                .map(pass -> PassJson.answer(200, pass, revealed))
                .orElseThrow(() -> notFound(request));
    }

    /** Whether a secret is asked for by its name. */
    private static boolean revealed(QueryParameters parameters, String secret) {
        return parameters.choice("reveal", Map.of(secret, true)).orElse(false);
    }

    private static ApiException notFound(Request request) {
        return ApiException.notFound("pass", "id", WalletPath.written(request));
    }

    private Response change(Request request, Function<JsonBody, UnaryOperator<PassFields>> fields) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        UnaryOperator<PassDetails> change = change(body, fields.apply(body));
        problems.check();
        PassId id = WalletPath.pass(request).orElseThrow(() -> notFound(request));
        PassUpdateOutcome outcome = passes.update(request.organization(), id, change);
        return outcome.match(
                updated -> PassJson.answer(200, updated.pass(), false),
                notFound -> {
                    throw notFound(request);
                },
                refused -> {
                    throw ApiException.value("fields", FindingJson.refusal(refused.findings()));
                },
                notAllowed -> {
                    throw ApiException.value("fields", notAllowed.rule());
                });
    }

    /**
     * Reads what is to be changed of a pass.
     *
     * @param body what was sent, whose fields were read already
     * @param fields how the fields change
     */
    static UnaryOperator<PassDetails> change(JsonBody body, UnaryOperator<PassFields> fields) {
        body.rejectNull("voided");
        Optional<Boolean> voided = body.bool("voided");
        boolean expires = body.has("expirationDate");
        Optional<Instant> expirationDate = body.date("expirationDate");
        body.rejectUnknown();
        return details -> {
            PassDetails changed = details.withFields(fields.apply(details.fields()));
            changed = voided.map(changed::withVoided).orElse(changed);
            return expires ? changed.withExpirationDate(expirationDate) : changed;
        };
    }

    /** The fields that are sent are all that the pass has then. */
    static UnaryOperator<PassFields> replacement(JsonBody body) {
        body.rejectNull("fields");
        Optional<PassFields> fields = body.scalars("fields", PassJson::fields);
        return before -> fields.orElse(before);
    }

    /** The fields that are sent change, and those that are null go: RFC 7396. */
    private static UnaryOperator<PassFields> patch(JsonBody body) {
        boolean cleared = body.has("fields") && !body.hasValue("fields");
        Optional<FieldsPatch> patch = body.mergePatch("fields", FieldsPatch::of);
        return before -> cleared
                ? PassFields.NONE
                : patch.map(changes -> changes.apply(before)).orElse(before);
    }

    private Response delete(Request request) {
        QueryParameters.rejectAll(request.query());
        PassId id = WalletPath.pass(request).orElseThrow(() -> notFound(request));
        return switch (passes.delete(request.organization(), id)) {
            case DELETED -> Response.deleted();
            case REGISTERED ->
                throw new ApiException(
                        ErrorCode.DELETE_FAILED,
                        "Devices hold the pass. Void it before it is deleted: {\"voided\":true}.");
            case NOT_FOUND -> throw notFound(request);
        };
    }

    private Response registrations(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        boolean revealed = revealed(parameters, "pushToken");
        if (revealed) {
            sent.put("reveal", "pushToken");
        }
        Optional<PassId> id = WalletPath.pass(request);
        String path = id.map(PassJson::href).orElse(PassJson.PASSES) + "/registrations";
        Paging<Registration, RegistrationSort> paging =
                Paging.read(path, parameters, RegistrationSort.values(), RegistrationSort.DATE_CREATED);
        Listing<RegistrationSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        return id.flatMap(pass -> passes.registrations(request.organization(), new RegistrationQuery(pass, listing)))
                .map(page -> paging.answer(
                        request.organization(),
                        sent,
                        page,
                        (json, registration) -> PassJson.write(json, registration, revealed)))
                .orElseThrow(() -> notFound(request));
    }
}
