package io.serialpass.http.inventory;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.IdempotentWrites;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.query.Listing;
import io.serialpass.service.ReserveOutcome;
import io.serialpass.service.SerialNumberCreateOutcome;
import io.serialpass.service.SerialNumberDeleteOutcome;
import io.serialpass.service.SerialNumberService;
import io.serialpass.service.SerialNumberUpdateOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * The calls of serial numbers. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class SerialNumberHandlers {

    private static final String WORDS = "serial number";

    private static final String EXPIRES_IN = "expiresIn";

    /** A year. */
    private static final long LONGEST_RESERVATION_SECONDS = 31_536_000;

    private static final String RESERVE = InventoryJson.SERIAL_NUMBERS + "/reserve";

    private final SerialNumberService serialNumbers;
    private final IdempotentWrites writes;

    /**
     * Makes the handlers.
     *
     * @param serialNumbers the service they call
     * @param writes runs what is to be done once
     */
    public SerialNumberHandlers(SerialNumberService serialNumbers, IdempotentWrites writes) {
        this.serialNumbers = serialNumbers;
        this.writes = writes;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String all = InventoryJson.SERIAL_NUMBERS;
        String one = all + "/{id}";
        return List.of(
                new Route("GET", all, Access.READER, BodyKind.NONE, this::list),
                new Route("POST", all, Access.WRITER, BodyKind.JSON, this::create),
                new Route("GET", one, Access.READER, BodyKind.NONE, this::show),
                new Route("PUT", one, Access.WRITER, BodyKind.JSON, this::update),
                new Route("DELETE", one, Access.WRITER, BodyKind.NONE, this::delete),
                new Route("POST", RESERVE, Access.WRITER, BodyKind.JSON, this::reserve));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        SerialNumberFilters filters = SerialNumberFilters.read(parameters);
        Paging<SerialNumber, SerialNumberSort> paging = Paging.read(
                InventoryJson.SERIAL_NUMBERS, parameters, SerialNumberSort.values(), SerialNumberSort.DATE_CREATED);
        Listing<SerialNumberSort> listing = paging.listing(request.organization(), filters.sent(), problems);
        parameters.rejectUnknown();
        problems.check();
        SerialNumberQuery query = filters.query(request.organization())
                .sort(listing.sort(), listing.order())
                .page(listing.page())
                .build();
        return paging.answer(request.organization(), filters.sent(), serialNumbers.list(query), InventoryJson::write);
    }

    private Response show(Request request) {
        Problems problems = new Problems();
        Optional<SerialNumberId> id = id(request, problems);
        return serialNumbers
                .find(request.organization(), id.orElseThrow())
                .map(row -> InventoryJson.answer(200, row))
                .orElseThrow(() -> notFound(id.get()));
    }

    /** Reads the id of a call that has no parameters. */
    private static Optional<SerialNumberId> id(Request request, Problems problems) {
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<SerialNumberId> id = request.id(SerialNumberId::new, problems);
        problems.check();
        return id;
    }

    private static ApiException notFound(SerialNumberId id) {
        return ApiException.notFound(WORDS, "id", id.value());
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        boolean single = body.hasValue("value");
        boolean several = body.hasValue("values");
        if (!several) {
            body.require("value");
        }
        Optional<SerialNumberValue> value = body.text("value", SerialNumberValue::of);
        Optional<List<SerialNumberValue>> values =
                body.texts("values", SerialNumberService.MOST_AT_ONCE, SerialNumberValue::of);
        body.require("itemId");
        Optional<ItemKey> item = body.bool("useExternalId").orElse(false)
                ? body.text("itemId", ItemReference::new)
                : body.integer("itemId").map(ItemId::new);
        if (single && several) {
            problems.invalid(List.of("value", "values"));
        }
        body.rejectUnknown();
        Optional<IdempotencyKey> key = IdempotentWrites.key(request, problems);
        problems.check();
        List<SerialNumberValue> wanted = values.orElseGet(() -> List.of(value.orElseThrow()));
        return writes.answer(
                "POST " + InventoryJson.SERIAL_NUMBERS,
                request,
                key,
                serialNumbers.creation(request.organization(), item.orElseThrow(), wanted),
                outcome -> created(outcome, several, item.get()));
    }

    private static Response created(SerialNumberCreateOutcome outcome, boolean several, ItemKey item) {
        return outcome.match(
                created -> several
                        ? InventoryJson.answer(201, created.serialNumbers())
                        : created(created.serialNumbers().get(0)),
                itemNotFound -> {
                    throw itemNotFound(item);
                },
                notUnique -> {
                    throw notUnique();
                });
    }

    private static Response created(SerialNumber row) {
        return InventoryJson.answer(201, row).withHeader("Location", InventoryJson.href(row.id()));
    }

    private static ApiException notUnique() {
        return new ApiException(ErrorCode.NOT_UNIQUE, "value already used");
    }

    private static ApiException itemNotFound(ItemKey key) {
        return key.match(
                id -> ApiException.notFound("item", "id", id.value()),
                reference -> ApiException.notFound("item", "reference", reference.value()));
    }

    private Response update(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<SerialNumberId> id = request.id(SerialNumberId::new, problems);
        BiFunction<SerialNumberDetails, Instant, SerialNumberDetails> change = change(body);
        body.rejectUnknown();
        problems.check();
        SerialNumberUpdateOutcome outcome = serialNumbers.update(request.organization(), id.orElseThrow(), change);
        return outcome.match(
                updated -> InventoryJson.answer(200, updated.serialNumber()),
                notFound -> {
                    throw notFound(id.get());
                },
                notUnique -> {
                    throw notUnique();
                },
                invalidTransition -> {
                    throw new ApiException(
                            ErrorCode.INVALID_STATUS_TRANSITION,
                            "A serial number that is " + invalidTransition.from() + " cannot become "
                                    + invalidTransition.to() + ".");
                });
    }

    private static BiFunction<SerialNumberDetails, Instant, SerialNumberDetails> change(JsonBody body) {
        body.rejectNull("value");
        body.rejectNull("status");
        Optional<SerialNumberValue> value = body.text("value", SerialNumberValue::of);
        Optional<SerialNumberStatus> status = body.text(
                "status",
                text -> SerialNumberStatus.parse(text)
                        .orElseThrow(() -> new IllegalArgumentException("must be one of NEW, RESERVED, SOLD")));
        boolean placed = body.has("warehouseStockId");
        OptionalLong stock =
                body.integer("warehouseStockId").map(OptionalLong::of).orElse(OptionalLong.empty());
        boolean ends = body.has(EXPIRES_IN);
        Optional<Duration> length = length(body);
        return (details, now) -> {
            SerialNumberDetails changed = value.map(details::withValue).orElse(details);
            changed = status.map(changed::withStatus).orElse(changed);
            changed = placed ? changed.withWarehouseStockId(stock) : changed;
            if (length.isPresent() && changed.status() != SerialNumberStatus.RESERVED) {
                throw ApiException.value(
                        EXPIRES_IN, "is for a serial number that is RESERVED. This one is " + changed.status());
            }
            return ends ? changed.withReservedUntil(length.map(now::plus)) : changed;
        };
    }

    /** For how long to reserve; empty for a reservation without an end. */
    private static Optional<Duration> length(JsonBody body) {
        return body.integer(EXPIRES_IN, 1, LONGEST_RESERVATION_SECONDS).map(Duration::ofSeconds);
    }

    private Response delete(Request request) {
        Problems problems = new Problems();
        SerialNumberId id = id(request, problems).orElseThrow();
        SerialNumberDeleteOutcome outcome = serialNumbers.delete(request.organization(), id);
        return outcome.match(
                deleted -> Response.deleted(),
                notFound -> {
                    throw notFound(id);
                },
                inUse -> {
                    throw new ApiException(
                            ErrorCode.DELETE_FAILED,
                            "The serial number is " + inUse.status() + ". Only one that is NEW can be deleted.");
                },
                tiedToPass -> {
                    throw new ApiException(ErrorCode.DELETE_FAILED, "A pass is tied to the serial number.");
                });
    }

    private Response reserve(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.require("itemId");
        body.require("quantity");
        Optional<ItemId> item = body.integer("itemId").map(ItemId::new);
        Optional<Long> quantity = body.integer("quantity", 1, SerialNumberService.MOST_AT_ONCE);
        Optional<Duration> length = length(body);
        body.rejectUnknown();
        Optional<IdempotencyKey> key = IdempotentWrites.key(request, problems);
        problems.check();
        int wanted = quantity.orElseThrow().intValue();
        return writes.answer(
                "POST " + RESERVE,
                request,
                key,
                serialNumbers.reservation(request.organization(), item.orElseThrow(), wanted, length),
                outcome -> reserved(outcome, wanted, item.get()));
    }

    private static Response reserved(ReserveOutcome outcome, int wanted, ItemId item) {
        return outcome.match(
                reserved -> InventoryJson.answer(200, reserved.serialNumbers()),
                itemNotFound -> {
                    throw itemNotFound(item);
                },
                insufficientStock -> {
                    throw new ApiException(
                            ErrorCode.INSUFFICIENT_STOCK,
                            wanted + " serial numbers were asked for and " + insufficientStock.available()
                                    + " are NEW.");
                });
    }
}
