package io.serialpass.http.adoption;

import io.serialpass.service.AdoptionRow;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of <a href="https://github.com/Develatio/django-walletpass">django-walletpass</a>, as its migrations 0001 to 0011
 * make them. It keeps built packages as files.
 */
final class DjangoWalletpass implements SourceLayout {

    private static final String PASSES = "django_walletpass_pass";
    private static final String REGISTRATIONS = "django_walletpass_registration";

    private static final String ISSUED = """
            SELECT p.id, p.pass_type_identifier, p.serial_number, p.authentication_token, p.data, p.updated_at,
                r.device_library_identifier, r.push_token
            FROM django_walletpass_pass p
            LEFT JOIN (SELECT max(id) AS id, pazz_id FROM django_walletpass_registration
                GROUP BY pazz_id, device_library_identifier) newest ON newest.pazz_id = p.id
            LEFT JOIN django_walletpass_registration r ON r.id = newest.id
            ORDER BY p.id""";

    private static final String LOST = """
            SELECT r.id FROM django_walletpass_registration r LEFT JOIN django_walletpass_pass p ON p.id = r.pazz_id
            WHERE p.id IS NULL""";

    @Override
    public String name() {
        return "django-walletpass";
    }

    @Override
    public Set<String> tables() {
        return Set.of(PASSES, REGISTRATIONS);
    }

    @Override
    public List<SourceQuery> queries(SourceTables tables, AdoptionOptions options) {
        return List.of(
                new SourceQuery(PASSES, ISSUED, DjangoWalletpass::issued), SourceQuery.ofLost(REGISTRATIONS, LOST));
    }

    private static AdoptionRow issued(String place, SourceRow row) throws SQLException {
        return new AdoptionRow.Issued(
                place,
                new PassId(
                        RowTexts.passType(row.text("pass_type_identifier")),
                        RowTexts.serialNumber(row.text("serial_number"))),
                RowTexts.token(row.text("authentication_token")),
                PassDetails.NONE,
                Optional.empty(),
                row.time("updated_at"),
                row.text("data"),
                RowTexts.registration(row.text("device_library_identifier"), row.text("push_token"), Optional.empty()));
    }
}
