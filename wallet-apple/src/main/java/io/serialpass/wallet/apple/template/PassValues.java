package io.serialpass.wallet.apple.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PassContent;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The values that the placeholders of a template stand for. */
final class PassValues {

    /** Stands for a value that only a pass has, while a template is looked at by itself. */
    static final JsonNode UNKNOWN = new POJONode("unknown");

    static final String FIELDS = "fields.";

    private static final Map<String, Function<PassContent, Optional<JsonNode>>> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put(
                "passTypeIdentifier",
                content -> text(content.pass().id().passTypeIdentifier().value()));
        NAMES.put(
                "serialNumber",
                content -> text(content.pass().id().serialNumber().value()));
        NAMES.put("organization", content -> text(content.pass().organization().name()));
        NAMES.put(
                "voided",
                content ->
                        Optional.of(BooleanNode.valueOf(content.pass().details().voided()
                                || content.pass().details().redemption().isPresent())));
        NAMES.put(
                "expirationDate",
                content -> content.pass()
                        .details()
                        .expirationDate()
                        .flatMap(date ->
                                text(date.truncatedTo(ChronoUnit.SECONDS).toString())));
        NAMES.put(
                "dateRedeemed",
                content -> content.pass()
                        .details()
                        .redemption()
                        .flatMap(redemption -> text(redemption
                                .time()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString())));
        NAMES.put(
                "serialNumber.value",
                ofSerialNumber(row -> text(row.details().value().value())));
        NAMES.put(
                "serialNumber.status",
                ofSerialNumber(row -> text(row.details().status().name())));
        NAMES.put(
                "serialNumber.warehouseStockId",
                ofSerialNumber(row -> row.details().warehouseStockId().isPresent()
                        ? Optional.of(LongNode.valueOf(
                                row.details().warehouseStockId().getAsLong()))
                        : Optional.empty()));
        NAMES.put("item.reference", ofItem(item -> text(item.reference().value())));
        NAMES.put("item.name", ofItem(item -> text(item.details().name())));
        NAMES.put(
                "item.description", ofItem(item -> item.details().description().flatMap(PassValues::text)));
        NAMES.put(
                "item.passTypeIdentifier",
                ofItem(item -> item.details()
                        .passTypeIdentifier()
                        .map(PassTypeIdentifier::value)
                        .flatMap(PassValues::text)));
    }

    /** The names of values that a pass gets in the course of its life, without anybody sending them. */
    private static final Set<String> LATER = Set.of("dateRedeemed");

    private PassValues() {}

    private static Optional<JsonNode> text(String value) {
        return Optional.of(TextNode.valueOf(value));
    }

    private static Function<PassContent, Optional<JsonNode>> ofSerialNumber(
            Function<SerialNumber, Optional<JsonNode>> value) {
        return content -> content.serialNumber().flatMap(value);
    }

    private static Function<PassContent, Optional<JsonNode>> ofItem(Function<Item, Optional<JsonNode>> value) {
        return content -> content.item().flatMap(value);
    }

    /** Whether a placeholder of this name stands for something. */
    static boolean knows(String name) {
        return NAMES.containsKey(name) || (name.startsWith(FIELDS) && name.length() > FIELDS.length());
    }

    /** Whether it is as it should be that a pass has no such value yet. */
    static boolean comesLater(String name) {
        return LATER.contains(name);
    }

    /** All that placeholders can be, for whoever mistyped one. */
    static String names() {
        return NAMES.keySet().stream().collect(Collectors.joining(", ", "fields.NAME, ", ""));
    }

    /** The value of a placeholder in a pass; empty if the pass has no such value. */
    static Optional<JsonNode> of(PassContent content, String name) {
        if (!name.startsWith(FIELDS)) {
            return Optional.ofNullable(NAMES.get(name)).flatMap(value -> value.apply(content));
        }
        FieldValue value = content.pass().details().fields().values().get(name.substring(FIELDS.length()));
        if (value == null) {
            return Optional.empty();
        }
        return value.match(
                text -> text(text.value()),
                decimal -> Optional.of(DecimalNode.valueOf(decimal.value())),
                bool -> Optional.of(BooleanNode.valueOf(bool.value())));
    }

    /** A sentence that says how to give a value to a placeholder that has none in a pass. */
    static String remedy(PassContent content, String name) {
        if (name.startsWith(FIELDS)) {
            return "Send \"fields\": {\"" + Shown.text(name.substring(FIELDS.length())) + "\": ...} with the pass.";
        }
        if (!name.contains(".")) {
            return "Send \"" + name + "\" with the pass.";
        }
        String owner = name.startsWith("item.") ? "item" : "serial number";
        return content.serialNumber().isEmpty()
                ? "Send \"serialNumberId\" with the pass: the id of a serial number of the inventory."
                : "Give the " + owner + " of the pass a value for " + name.substring(name.indexOf('.') + 1) + ".";
    }
}
