package io.serialpass.storage.jdbc;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The columns of a pass, and what they mean. */
final class PassRows {

    static final String SELECT = """
            SELECT p.id, t.identifier, p.serial_number, o.name, p.authentication_token, p.serial_number_id, p.fields,
                p.voided, p.expiration_date, p.update_tag, p.last_modified, p.date_created, p.last_updated""";

    static final String ORGANIZATION = " CROSS JOIN organization o ON o.id = p.organization_id";

    static final String JOINS = " CROSS JOIN pass_type t ON t.id = p.pass_type_id" + ORGANIZATION;

    static final Sql.Row<Pass> MAPPER = row -> new Pass(
            row.getLong(1),
            new PassId(new PassTypeIdentifier(row.getString(2)), new PassSerialNumber(row.getString(3))),
            new Organization(row.getString(4)),
            new AuthenticationToken(row.getString(5)),
            number(row, 6).map(SerialNumberId::new),
            new PassDetails(
                    FieldsColumn.read(row.getString(7)),
                    row.getBoolean(8),
                    number(row, 9).map(Instant::ofEpochSecond)),
            new UpdateTag(row.getLong(10)),
            number(row, 11).map(Instant::ofEpochSecond),
            Instant.ofEpochMilli(row.getLong(12)),
            Instant.ofEpochMilli(row.getLong(13)));

    private PassRows() {}

    private static Optional<Long> number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }
}
