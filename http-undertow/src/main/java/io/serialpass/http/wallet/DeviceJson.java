package io.serialpass.http.wallet;

import io.serialpass.http.web.Response;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.util.List;

/** The answers to devices in JSON. */
final class DeviceJson {

    private DeviceJson() {}

    static Response list(List<PassSerialNumber> serialNumbers, UpdateTag lastUpdated) {
        return Response.json(200, json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("serialNumbers");
                    for (PassSerialNumber serialNumber : serialNumbers) {
                        json.writeString(serialNumber.value());
                    }
                    json.writeEndArray();
                    json.writeStringField("lastUpdated", lastUpdated.toString());
                    json.writeEndObject();
                })
                // A list that somebody on the way keeps is an update that is lost.
                .withHeader("Cache-Control", "no-store");
    }

    static Response message(String message, String id) {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("message", message);
            json.writeStringField("id", id);
            json.writeEndObject();
        });
    }
}
