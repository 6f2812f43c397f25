package io.serialpass.http.adoption;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.AdoptionRow;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of <a href="https://github.com/coorasse/passkit">coorasse/passkit</a> (Rails). It keeps neither the pass type,
 * which is the configuration's or the class's, nor packages. A phone may have no push token there.
 */
final class CoorassePasskit implements SourceLayout {

    private static final String PASSES = "passkit_passes";
    private static final String DEVICES = "passkit_devices";
    private static final String REGISTRATIONS = "passkit_registrations";

    private static final String ISSUED = """
            SELECT p.id, p.klass, p.generator_type, p.serial_number, p.authentication_token, p.created_at, p.updated_at,
                d.identifier, d.push_token, newest.registered_at
            FROM passkit_passes p
            LEFT JOIN (SELECT r.passkit_pass_id, v.identifier, max(v.id) AS device_id, min(r.created_at) AS registered_at
                FROM passkit_registrations r JOIN passkit_devices v ON v.id = r.passkit_device_id
                GROUP BY r.passkit_pass_id, v.identifier) newest ON newest.passkit_pass_id = p.id
            LEFT JOIN passkit_devices d ON d.id = newest.device_id
            ORDER BY p.id""";

    private static final String LOST = """
            SELECT r.id FROM passkit_registrations r LEFT JOIN passkit_passes p ON p.id = r.passkit_pass_id
            LEFT JOIN passkit_devices d ON d.id = r.passkit_device_id
            WHERE p.id IS NULL OR d.id IS NULL""";

    @Override
    public String name() {
        return "coorasse-passkit";
    }

    @Override
    public Set<String> tables() {
        return Set.of(PASSES, DEVICES, REGISTRATIONS);
    }

    @Override
    public List<SourceQuery> queries(SourceTables tables, AdoptionOptions options) {
        return List.of(
                new SourceQuery(PASSES, ISSUED, (place, row) -> issued(place, row, options)),
                SourceQuery.ofLost(REGISTRATIONS, LOST));
    }

    private static AdoptionRow issued(String place, SourceRow row, AdoptionOptions options) throws SQLException {
        Optional<String> type = row.text("klass")
                .map(options.passTypesByClass()::get)
                .or(options::passType)
                .map(PassTypeIdentifier::value);
        return new AdoptionRow.Issued(
                place,
                new PassId(RowTexts.passType(type), RowTexts.serialNumber(row.text("serial_number"))),
                RowTexts.token(row.text("authentication_token")),
                PassDetails.NONE,
                row.time("created_at"),
                lastUpdated(row),
                Optional.empty(),
                RowTexts.registration(row.text("identifier"), row.text("push_token"), row.time("registered_at")));
    }

    /** The change of a pass that is made of another row is that row's, in a table of the application. */
    private static Optional<Instant> lastUpdated(SourceRow row) throws SQLException {
        return row.text("generator_type").isPresent() ? Optional.empty() : row.time("updated_at");
    }
}
