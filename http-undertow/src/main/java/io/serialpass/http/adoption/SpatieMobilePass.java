package io.serialpass.http.adoption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.AdoptionRow;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of <a href="https://github.com/spatie/laravel-mobile-pass">spatie/laravel-mobile-pass</a> from 1.0.5 on. The
 * content of a pass is JSON in a column; what it says goes before the columns, since a phone has the content. Passes of Google's
 * wallet stand in the same table.
 */
final class SpatieMobilePass implements SourceLayout {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String PASSES = "mobile_passes";
    private static final String DEVICES = "apple_mobile_pass_devices";
    private static final String REGISTRATIONS = "apple_mobile_pass_registrations";

    private static final String ISSUED = """
            SELECT p.id, p.pass_serial, p.platform, p.content, p.created_at, p.updated_at, d.id AS device, d.push_token,
                first_of.registered_at
            FROM mobile_passes p
            LEFT JOIN (SELECT mobile_pass_id, device_id, min(created_at) AS registered_at
                FROM apple_mobile_pass_registrations GROUP BY mobile_pass_id, device_id) first_of
                ON first_of.mobile_pass_id = p.id
            LEFT JOIN apple_mobile_pass_devices d ON d.id = first_of.device_id
            ORDER BY p.id""";

    private static final String LOST = """
            SELECT r.id FROM apple_mobile_pass_registrations r LEFT JOIN mobile_passes p ON p.id = r.mobile_pass_id
            LEFT JOIN apple_mobile_pass_devices d ON d.id = r.device_id WHERE p.id IS NULL OR d.id IS NULL""";

    @Override
    public String name() {
        return "spatie";
    }

    @Override
    public Set<String> tables() {
        return Set.of(PASSES, DEVICES, REGISTRATIONS);
    }

    @Override
    public List<SourceQuery> queries(SourceTables tables, AdoptionOptions options) {
        return List.of(
                new SourceQuery(PASSES, ISSUED, (place, row) -> row(place, row, options)),
                SourceQuery.ofLost(REGISTRATIONS, LOST));
    }

    private static AdoptionRow row(String place, SourceRow row, AdoptionOptions options) throws SQLException {
        Optional<String> platform = row.text("platform");
        if (!platform.equals(Optional.of("apple"))) {
            return new AdoptionRow.PassedOver(
                    place, "The pass is of the platform " + platform.orElse("?") + ", which is not Apple's.");
        }
        JsonNode content = content(row.text("content").orElse("{}"));
        Optional<String> type =
                text(content, "passTypeIdentifier").or(() -> options.passType().map(PassTypeIdentifier::value));
        Optional<String> columnOfSerial = row.text("pass_serial");
        PassDetails details = PassDetails.NONE
                .withVoided(content.path("voided").asBoolean())
                .withExpirationDate(text(content, "expirationDate").flatMap(row.times()::read));
        return new AdoptionRow.Issued(
                place,
                new PassId(
                        RowTexts.passType(type),
                        RowTexts.serialNumber(text(content, "serialNumber").or(() -> columnOfSerial))),
                RowTexts.token(text(content, "authenticationToken")),
                details,
                row.time("created_at"),
                row.time("updated_at"),
                Optional.empty(),
                RowTexts.registration(row.text("device"), row.text("push_token"), row.time("registered_at")));
    }

    private static JsonNode content(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UnfitRowException("The content of the pass is no JSON.");
        }
    }

    private static Optional<String> text(JsonNode content, String name) {
        return Optional.ofNullable(content.path(name).textValue()).filter(text -> !text.isEmpty());
    }
}
