package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.IdempotentWrites;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.PassCreateFailure;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassSerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The call by which an issuer issues passes, one or many. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PassIssueHandlers {

    private final PassService passes;
    private final IdempotentWrites writes;

    /**
     * Makes the handlers.
     *
     * @param passes the service that they call
     * @param writes runs what is to be done once
     */
    public PassIssueHandlers(PassService passes, IdempotentWrites writes) {
        this.passes = passes;
        this.writes = writes;
    }

    /**
     * The call.
     *
     * @return its route
     */
    public List<Route> routes() {
        return List.of(new Route("POST", PassJson.PASSES, Access.WRITER, BodyKind.JSON, this::create));
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        boolean several = body.hasValue("passes");
        List<Optional<PassOrder>> orders = new ArrayList<>();
        if (several) {
            body.objects("passes", PassService.MOST_AT_ONCE)
                    .ifPresent(entries -> entries.forEach(entry -> orders.add(order(entry))));
            body.rejectUnknown();
        } else {
            orders.add(order(body));
        }
        Optional<IdempotencyKey> key = IdempotentWrites.key(request, problems);
        problems.check();
        List<PassOrder> wanted = orders.stream().map(Optional::orElseThrow).toList();
        return passes.create(
                request.organization(),
                wanted,
                creation -> writes.answer(
                        "POST " + PassJson.PASSES, request, key, creation, outcome -> issued(outcome, several)));
    }

    private static Response issued(PassCreateOutcome outcome, boolean several) {
        return outcome.match(
                created -> several
                        ? PassJson.issued(created.passes())
                        : issued(created.passes().get(0)),
                failed -> {
                    throw failure(failed.reason(), several ? "passes[" + failed.position() + "]." : "");
                });
    }

    /** Reads one pass; empty where something is wrong with it, which its problems tell. */
    private static Optional<PassOrder> order(JsonBody body) {
        body.require("passTypeIdentifier");
        Optional<PassTypeIdentifier> type = body.text("passTypeIdentifier", PassTypeIdentifier::new);
        Optional<PassSerialNumber> serialNumber = body.text("serialNumber", PassSerialNumber::new);
        Optional<SerialNumberId> tiedTo = body.integer("serialNumberId").map(SerialNumberId::new);
        Optional<AuthenticationToken> token = body.text("authenticationToken", AuthenticationToken::chosen);
        PassFields fields = body.scalars("fields", PassJson::fields).orElse(PassFields.NONE);
        PassDetails details = PassDetails.NONE.withFields(fields).withExpirationDate(body.date("expirationDate"));
        body.rejectUnknown();
        return type.map(known -> new PassOrder(known, serialNumber, tiedTo, token, details));
    }

    private static Response issued(Pass pass) {
        return PassJson.answer(201, pass, true).withHeader("Location", PassJson.href(pass.id()));
    }

    /**
     * Says why a pass was not issued.
     *
     * @param reason the reason
     * @return the error
     */
    public static ApiException failure(PassCreateFailure reason) {
        return failure(reason, "");
    }

    /** Why a pass was not issued; the place is where it stands among those that were sent. */
    private static ApiException failure(PassCreateFailure reason, String place) {
        return reason.match(
                typeOfAnother ->
                        ApiException.value(place + "passTypeIdentifier", "is one that another organization uses"),
                serialNumberNotFound -> serialNumberNotFound(serialNumberNotFound.id(), place),
                valueNotAllowed -> ApiException.value(
                        place + "serialNumberId",
                        "stands for a value that cannot be the serial number of a pass, which is 1 to 255 visible ASCII"
                                + " characters; give a serialNumber too"),
                notUnique -> new ApiException(ErrorCode.NOT_UNIQUE, place + "serialNumber already used"),
                refused -> ApiException.value(place + "fields", FindingJson.refusal(refused.findings())));
    }

    private static ApiException serialNumberNotFound(SerialNumberId id, String place) {
        ApiException error = ApiException.notFound("serial number", "id", id.value());
        return place.isEmpty() ? error : error.withMore(place + "serialNumberId names it.");
    }
}
