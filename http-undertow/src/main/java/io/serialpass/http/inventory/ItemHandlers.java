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
import io.serialpass.http.web.TimeFilters;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.ItemSort;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.service.ItemService;
import io.serialpass.service.ItemUpdateOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The calls of items. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class ItemHandlers {

    private static final String WORDS = "item";

    private final ItemService items;
    private final IdempotentWrites writes;

    /**
     * Makes the handlers.
     *
     * @param items the service they call
     * @param writes runs what is to be done once
     */
    public ItemHandlers(ItemService items, IdempotentWrites writes) {
        this.items = items;
        this.writes = writes;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String all = InventoryJson.ITEMS;
        String one = all + "/{id}";
        return List.of(
                new Route("GET", all, Access.READER, BodyKind.NONE, this::list),
                new Route("POST", all, Access.WRITER, BodyKind.JSON, this::create),
                new Route("GET", one, Access.READER, BodyKind.NONE, this::show),
                new Route("PUT", one, Access.WRITER, BodyKind.JSON, this::update),
                new Route("DELETE", one, Access.WRITER, BodyKind.NONE, this::delete),
                new Route("GET", all + "/reference/{reference}", Access.READER, BodyKind.NONE, this::showByReference));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> reference = parameters.wildcard("reference");
        reference.ifPresent(wildcard -> sent.put("reference", wildcard.pattern()));
        Optional<Wildcard> name = parameters.wildcard("name");
        name.ifPresent(wildcard -> sent.put("name", wildcard.pattern()));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        TimeRange lastUpdated = TimeFilters.read(parameters, "lastUpdated", sent);
        Paging<Item, ItemSort> paging =
                Paging.read(InventoryJson.ITEMS, parameters, ItemSort.values(), ItemSort.DATE_CREATED);
        Listing<ItemSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        ItemQuery query = new ItemQuery(request.organization(), reference, name, dateCreated, lastUpdated, listing);
        return paging.answer(request.organization(), sent, items.list(query), InventoryJson::write);
    }

    private Response show(Request request) {
        ItemId id = id(request);
        return items.find(request.organization(), id)
                .map(item -> InventoryJson.answer(200, item))
                .orElseThrow(() -> notFound(id));
    }

    private static ItemId id(Request request) {
        Problems problems = new Problems();
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<ItemId> id = request.id(ItemId::new, problems);
        problems.check();
        return id.orElseThrow();
    }

    private static ApiException notFound(ItemId id) {
        return ApiException.notFound(WORDS, "id", id.value());
    }

    private Response showByReference(Request request) {
        QueryParameters.rejectAll(request.query());
        String reference = request.variable("reference");
        return reference(reference)
                .flatMap(key -> items.find(request.organization(), key))
                .map(item -> InventoryJson.answer(200, item))
                .orElseThrow(() -> ApiException.notFound(WORDS, "reference", reference));
    }

    /** Empty for a text that no item can have as its reference. */
    private static Optional<ItemReference> reference(String text) {
        try {
            return Optional.of(new ItemReference(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.require("reference");
        Optional<ItemReference> reference = body.text("reference", ItemReference::new);
        UnaryOperator<ItemDetails> rest = change(body);
        body.rejectUnknown();
        Optional<IdempotencyKey> key = IdempotentWrites.key(request, problems);
        problems.check();
        return writes.answer(
                "POST " + InventoryJson.ITEMS,
                request,
                key,
                items.creation(request.organization(), rest.apply(ItemDetails.of(reference.orElseThrow()))),
                item -> created(item.orElseThrow(ItemHandlers::notUnique)));
    }

    private static Response created(Item item) {
        return InventoryJson.answer(201, item).withHeader("Location", InventoryJson.href(item.id()));
    }

    private static UnaryOperator<ItemDetails> change(JsonBody body) {
        Optional<ItemReference> reference = body.text("reference", ItemReference::new);
        Optional<String> name = body.text("name", ItemDetails::requireName);
        boolean described = body.has("description");
        Optional<String> description = body.text("description", ItemDetails::requireDescription);
        boolean typed = body.has("passTypeIdentifier");
        Optional<PassTypeIdentifier> passType = body.text("passTypeIdentifier", PassTypeIdentifier::new);
        return details -> {
            ItemDetails changed = reference.map(details::withReference).orElse(details);
            changed = name.map(changed::withName).orElse(changed);
            changed = described ? changed.withDescription(description) : changed;
            return typed ? changed.withPassTypeIdentifier(passType) : changed;
        };
    }

    private static ApiException notUnique() {
        return new ApiException(ErrorCode.NOT_UNIQUE, "reference already used");
    }

    private Response update(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<ItemId> id = request.id(ItemId::new, problems);
        body.rejectNull("reference");
        body.rejectNull("name");
        UnaryOperator<ItemDetails> change = change(body);
        body.rejectUnknown();
        problems.check();
        ItemUpdateOutcome outcome = items.update(request.organization(), id.orElseThrow(), change);
        return outcome.match(
                updated -> InventoryJson.answer(200, updated.item()),
                notFound -> {
                    throw notFound(id.get());
                },
                notUnique -> {
                    throw notUnique();
                });
    }

    private Response delete(Request request) {
        ItemId id = id(request);
        return switch (items.delete(request.organization(), id)) {
            case DELETED -> Response.deleted();
            case HAS_SERIAL_NUMBERS ->
                throw new ApiException(ErrorCode.DELETE_FAILED, "The item has serial numbers. Delete them before it.");
            case NOT_FOUND -> throw notFound(id);
        };
    }
}
