package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.IdempotentWrites;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.ItemService;
import io.serialpass.service.RedeemOutcome;
import io.serialpass.service.RedemptionService;
import io.serialpass.service.ScannedBarcode;
import io.serialpass.service.UndoOutcome;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassLabel;
import io.serialpass.wallet.Redemption;
import io.serialpass.wallet.RedemptionId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The calls of a door: a pass is redeemed by what a scanner read, and that is undone. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class RedemptionHandlers {

    private static final String REDEEM = PassJson.PASSES + "/redeem";

    /** More than any barcode holds. */
    private static final int LONGEST_MESSAGE = 8_192;

    private final RedemptionService redemptions;
    private final ItemService items;
    private final IdempotentWrites writes;

    /**
     * Makes the handlers.
     *
     * @param redemptions the service that they call
     * @param items knows the items that doors are for
     * @param writes runs what is to be done once
     */
    public RedemptionHandlers(RedemptionService redemptions, ItemService items, IdempotentWrites writes) {
        this.redemptions = redemptions;
        this.items = items;
        this.writes = writes;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                new Route("POST", REDEEM, Access.SCANNER, BodyKind.JSON, this::redeem),
                new Route("POST", REDEEM + "/undo", Access.SCANNER, BodyKind.JSON, this::undo));
    }

    /** Reads what a scanner read, as text or as bytes. */
    private static Optional<BarcodeHash> barcode(JsonBody body, Problems problems) {
        boolean isBinary = body.hasValue("binary");
        if (!isBinary) {
            body.require("message");
        } else if (body.hasValue("message")) {
            problems.invalid(List.of("message", "binary"));
        }
        Optional<BarcodeHash> text = body.text("message", RedemptionHandlers::hashOfText);
        return isBinary ? body.text("binary", RedemptionHandlers::hashOfBytes) : text;
    }

    private static BarcodeHash hashOfText(String message) {
        if (message.isEmpty() || message.length() > LONGEST_MESSAGE) {
            throw new IllegalArgumentException("must be 1 to " + LONGEST_MESSAGE + " characters long");
        }
        return BarcodeHash.of(message);
    }

    private static BarcodeHash hashOfBytes(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be bytes in Base64", e);
        }
        if (bytes.length == 0 || bytes.length > LONGEST_MESSAGE) {
            throw new IllegalArgumentException("must be 1 to " + LONGEST_MESSAGE + " bytes in Base64");
        }
        return BarcodeHash.of(bytes);
    }

    private Response redeem(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<BarcodeHash> barcode = barcode(body, problems);
        Optional<PassTypeIdentifier> type = body.text("passTypeIdentifier", PassTypeIdentifier::new);
        Optional<ItemKey> item = body.bool("useExternalId").orElse(false)
                ? body.text("itemId", ItemReference::new)
                : body.integer("itemId").map(ItemId::new);
        body.rejectUnknown();
        Optional<IdempotencyKey> key = IdempotentWrites.key(request, problems);
        problems.check();
        ScannedBarcode scan =
                new ScannedBarcode(barcode.orElseThrow(), type, item.map(wanted -> itemId(request, wanted)));
        if (key.isEmpty()) {
            return answer(redemptions.redeem(request.organization(), scan));
        }
        return redemptions.redeem(
                request.organization(),
                scan,
                work -> writes.answer("POST " + REDEEM, request, key, work, RedemptionHandlers::answer));
    }

    private ItemId itemId(Request request, ItemKey key) {
        return items.find(request.organization(), key)
                .map(Item::id)
                .orElseThrow(() -> key.match(
                        id -> ApiException.notFound("item", "id", id.value()),
                        reference -> ApiException.notFound("item", "reference", reference.value())));
    }

    private static Response answer(RedeemOutcome outcome) {
        return outcome.match(
                letIn -> answer("let_in", Optional.of(letIn.pass()), letIn.label(), Optional.of(letIn.redemption())),
                refused -> answer(
                        refused.reason().name().toLowerCase(Locale.ROOT),
                        refused.pass(),
                        refused.label(),
                        Optional.empty()),
                notReady -> {
                    throw ApiException.unavailable(
                            "No pass with this barcode is known yet, and the barcodes of some passes are still being read."
                                    + " Scan it again in a moment.");
                });
    }

    private static Response answer(
            String result, Optional<Pass> pass, PassLabel label, Optional<Redemption> redemption) {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("result", result);
            PassJson.writeText(json, "name", label.name());
            PassJson.writeText(json, "description", label.description());
            PassJson.writeText(
                    json,
                    "passTypeIdentifier",
                    pass.map(found -> found.id().passTypeIdentifier().value()));
            PassJson.writeText(
                    json,
                    "serialNumber",
                    pass.map(found -> found.id().serialNumber().value()));
            PassJson.writeText(
                    json,
                    "dateRedeemed",
                    pass.flatMap(found -> found.details().redemption()).map(known -> Dates.format(known.time())));
            PassJson.writeText(
                    json, "redemption", redemption.map(made -> made.id().value()));
            json.writeEndObject();
        });
    }

    private Response undo(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        Optional<BarcodeHash> barcode = barcode(body, problems);
        body.require("redemption");
        Optional<RedemptionId> redemption = body.text("redemption", RedemptionId::new);
        body.rejectUnknown();
        problems.check();
        UndoOutcome outcome = redemptions.undo(request.organization(), barcode.orElseThrow(), redemption.orElseThrow());
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("result", outcome.name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        });
    }
}
