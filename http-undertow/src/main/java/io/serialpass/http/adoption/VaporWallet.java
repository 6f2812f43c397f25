package io.serialpass.http.adoption;

import io.serialpass.service.AdoptionRow;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of <a href="https://github.com/vapor-community/wallet">vapor-community/wallet</a> and of the packages that it
 * comes from, from 0.4 on: fluent-wallet, PassKit, hummingbird-wallet. A serial number is a UUID in capitals. A device that
 * registers with another push token gets another row, and its registrations go on naming the old one, so the newest row of the
 * device counts.
 */
final class VaporWallet implements SourceLayout {

    private static final String PASSES = "passes";
    private static final String DEVICES = "passes_devices";
    private static final String REGISTRATIONS = "passes_registrations";

    private static final String ISSUED = """
            SELECT p.id, p.%1$s AS pass_type, p.authentication_token, p.updated_at, d.%2$s AS device, d.push_token
            FROM passes p
            LEFT JOIN (SELECT DISTINCT r.pass_id, v.%2$s AS device FROM passes_registrations r
                JOIN passes_devices v ON v.id = r.device_id) registered ON registered.pass_id = p.id
            LEFT JOIN (SELECT max(id) AS id, %2$s AS device FROM passes_devices GROUP BY %2$s) newest
                ON newest.device = registered.device
            LEFT JOIN passes_devices d ON d.id = newest.id
            ORDER BY p.id""";

    private static final String LOST = """
            SELECT r.id FROM passes_registrations r LEFT JOIN passes p ON p.id = r.pass_id
            LEFT JOIN passes_devices d ON d.id = r.device_id WHERE p.id IS NULL OR d.id IS NULL""";

    @Override
    public String name() {
        return "vapor";
    }

    @Override
    public Set<String> tables() {
        return Set.of(PASSES, DEVICES, REGISTRATIONS);
    }

    @Override
    public List<SourceQuery> queries(SourceTables tables, AdoptionOptions options) {
        String type = tables.column(PASSES, List.of("type_identifier", "pass_type_identifier"));
        String device = tables.column(DEVICES, List.of("library_identifier", "device_library_identifier"));
        return List.of(
                new SourceQuery(PASSES, ISSUED.formatted(type, device), VaporWallet::issued),
                SourceQuery.ofLost(REGISTRATIONS, LOST));
    }

    private static AdoptionRow issued(String place, SourceRow row) throws SQLException {
        Optional<String> serialNumber = row.uuid("id").map(id -> id.toUpperCase(Locale.ROOT));
        return new AdoptionRow.Issued(
                place,
                new PassId(RowTexts.passType(row.text("pass_type")), RowTexts.serialNumber(serialNumber)),
                RowTexts.token(row.text("authentication_token")),
                PassDetails.NONE,
                Optional.empty(),
                row.time("updated_at"),
                Optional.empty(),
                RowTexts.registration(row.text("device"), row.text("push_token"), Optional.empty()));
    }
}
