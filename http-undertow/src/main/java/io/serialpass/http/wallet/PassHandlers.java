package io.serialpass.http.wallet;

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
import io.serialpass.http.web.TimeFilters;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.service.PassService;
import io.serialpass.service.PassService.CreateOutcome;
import io.serialpass.service.PassService.UpdateOutcome;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassSort;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.RegistrationSort;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The issuer's calls of passes. Safe for use by many threads. */
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
                new Route("GET", all, true, BodyKind.NONE, this::list),
                new Route("POST", all, true, BodyKind.JSON, this::create),
                new Route("GET", one, true, BodyKind.NONE, this::show),
                new Route("PUT", one, true, BodyKind.JSON, this::update),
                new Route("GET", one + "/registrations", true, BodyKind.NONE, this::registrations));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> type = parameters.wildcard("passTypeIdentifier");
        type.ifPresent(wildcard -> sent.put("passTypeIdentifier", wildcard.pattern()));
        Optional<Wildcard> serialNumber = parameters.wildcard("serialNumber");
        serialNumber.ifPresent(wildcard -> sent.put("serialNumber", wildcard.pattern()));
        Optional<Boolean> voided = parameters.bool("voided");
        voided.ifPresent(wanted -> sent.put("voided", Boolean.toString(wanted)));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        TimeRange lastUpdated = TimeFilters.read(parameters, "lastUpdated", sent);
        Paging<Pass, PassSort> paging =
                Paging.read(PassJson.PASSES, parameters, PassSort.values(), PassSort.DATE_CREATED);
        Listing<PassSort> listing = paging.listing(request.caller(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        PassQuery query =
                new PassQuery(request.caller(), type, serialNumber, voided, dateCreated, lastUpdated, listing);
        return paging.answer(
                request.caller(), sent, passes.list(query), (json, pass) -> PassJson.write(json, pass, false));
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.require("passTypeIdentifier");
        Optional<PassTypeIdentifier> type = body.text("passTypeIdentifier", PassTypeIdentifier::new);
        Optional<PassSerialNumber> serialNumber = body.text("serialNumber", PassSerialNumber::new);
        Optional<SerialNumberId> tiedTo = body.integer("serialNumberId").map(SerialNumberId::new);
        Optional<PassFields> fields = body.scalars("fields", PassJson::fields);
        Optional<Instant> expirationDate = body.date("expirationDate");
        body.rejectUnknown();
        problems.check();
        CreateOutcome outcome = passes.create(
                request.caller(),
                type.orElseThrow(),
                serialNumber,
                tiedTo,
                PassDetails.NONE.withFields(fields.orElse(PassFields.NONE)).withExpirationDate(expirationDate));
        if (outcome instanceof CreateOutcome.Created created) {
            Pass pass = created.pass();
            return PassJson.answer(201, pass, true).withHeader("Location", PassJson.href(pass.id()));
        }
        if (outcome instanceof CreateOutcome.TypeOfAnother) {
            throw valueNotAllowed("passTypeIdentifier", "is one that another organization uses");
        }
        if (outcome instanceof CreateOutcome.ValueNotAllowed) {
            throw valueNotAllowed(
                    "serialNumberId",
                    "stands for a value that cannot be the serial number of a pass, which is 1 to 255"
                            + " visible ASCII characters; give a serialNumber too");
        }
        if (outcome instanceof CreateOutcome.SerialNumberNotFound) {
            throw ApiException.notFound(
                    "serial number", "id", tiedTo.map(SerialNumberId::value).orElseThrow());
        }
        if (outcome instanceof CreateOutcome.Refused refused) {
            throw refused(refused.findings());
        }
        throw new ApiException(ErrorCode.NOT_UNIQUE, "serialNumber already used");
    }

    private static ApiException refused(List<Finding> findings) {
        return valueNotAllowed("fields", "gives a pass that Wallet refuses: " + FindingJson.sentences(findings));
    }

    private static ApiException valueNotAllowed(String name, String rule) {
        return new ApiException(ErrorCode.INVALID_PARAM_VALUE, Problems.valueSentence(name, rule));
    }

    private Response show(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        boolean revealed = revealed(parameters, "authenticationToken");
        parameters.rejectUnknown();
        problems.check();
        return WalletPath.pass(request)
                .flatMap(id -> passes.find(request.caller(), id))
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

    private Response update(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.rejectNull("fields");
        body.rejectNull("voided");
        Optional<PassFields> fields = body.scalars("fields", PassJson::fields);
        Optional<Boolean> voided = body.bool("voided");
        boolean expires = body.has("expirationDate");
        Optional<Instant> expirationDate = body.date("expirationDate");
        body.rejectUnknown();
        problems.check();
        UnaryOperator<PassDetails> change = details -> {
            PassDetails changed = fields.map(details::withFields).orElse(details);
            changed = voided.map(changed::withVoided).orElse(changed);
            return expires ? changed.withExpirationDate(expirationDate) : changed;
        };
        PassId id = WalletPath.pass(request).orElseThrow(() -> notFound(request));
        UpdateOutcome outcome = passes.update(request.caller(), id, change);
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return PassJson.answer(200, updated.pass(), false);
        }
        throw outcome instanceof UpdateOutcome.Refused refused ? refused(refused.findings()) : notFound(request);
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
        Listing<RegistrationSort> listing = paging.listing(request.caller(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        return id.flatMap(pass -> passes.registrations(request.caller(), new RegistrationQuery(pass, listing)))
                .map(page -> paging.answer(
                        request.caller(),
                        sent,
                        page,
                        (json, registration) -> PassJson.write(json, registration, revealed)))
                .orElseThrow(() -> notFound(request));
    }
}
