package io.serialpass.http.inventory;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Dates;
import io.serialpass.http.web.Response;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items and serial numbers as the API shows them.
 *
 * @since 0.1
 */
public final class InventoryJson {

    /** The path of serial numbers. */
    public static final String SERIAL_NUMBERS = "/api/v1.0/serialNumbers";

    static final String ITEMS = "/api/v1.0/items";

    private InventoryJson() {}

    static String href(ItemId id) {
        return ITEMS + "/" + id.value();
    }

    static String href(SerialNumberId id) {
        return SERIAL_NUMBERS + "/" + id.value();
    }

    /**
     * Writes a serial number.
     *
     * @param json where to
     * @param row the serial number
     * @throws IOException if the target fails
     */
    public static void write(JsonGenerator json, SerialNumber row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", row.id().value());
        json.writeStringField("value", row.details().value().value());
        json.writeStringField("status", row.details().status().name());
        if (row.details().reservedUntil().isPresent()) {
            json.writeStringField(
                    "reservedUntil", Dates.format(row.details().reservedUntil().get()));
        }
        json.writeNumberField("itemId", row.itemId().value());
        json.writeObjectFieldStart("item");
        json.writeNumberField("id", row.itemId().value());
        json.writeStringField("reference", row.itemReference().value());
        json.writeStringField("href", href(row.itemId()));
        json.writeEndObject();
        if (row.details().warehouseStockId().isPresent()) {
            json.writeNumberField(
                    "warehouseStockId", row.details().warehouseStockId().getAsLong());
        } else {
            json.writeNullField("warehouseStockId");
        }
        json.writeStringField("organization", row.organization().name());
        json.writeStringField("dateCreated", Dates.format(row.dateCreated()));
        json.writeStringField("lastUpdated", Dates.format(row.lastUpdated()));
        json.writeEndObject();
    }

    static void write(JsonGenerator json, Item item) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", item.id().value());
        json.writeStringField("reference", item.reference().value());
        json.writeStringField("name", item.details().name());
        writeText(json, "description", item.details().description().orElse(null));
        writeText(
                json,
                "passTypeIdentifier",
                item.details()
                        .passTypeIdentifier()
                        .map(PassTypeIdentifier::value)
                        .orElse(null));
        json.writeBooleanField("hasSerialNumbers", item.hasSerialNumbers());
        json.writeStringField("organization", item.organization().name());
        json.writeStringField("dateCreated", Dates.format(item.dateCreated()));
        json.writeStringField("lastUpdated", Dates.format(item.lastUpdated()));
        json.writeEndObject();
    }

    private static void writeText(JsonGenerator json, String name, @Nullable String text) throws IOException {
        if (text == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, text);
        }
    }

    static Response answer(int status, SerialNumber row) {
        return Response.json(status, json -> write(json, row));
    }

    static Response answer(int status, Item item) {
        return Response.json(status, json -> write(json, item));
    }

    static Response answer(int status, List<SerialNumber> rows) {
        return Response.json(status, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
            for (SerialNumber row : rows) {
                write(json, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
