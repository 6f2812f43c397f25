package io.serialpass.storage.jdbc;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;

/**
 * The columns of a registration, and how a row is made of them.
 *
 * @since 0.1
 */
public final class RegistrationRows {

    static final String SELECT = """
            SELECT r.id, r.device, t.identifier, p.serial_number, r.push_token, r.update_tag, r.date_created,
                r.last_updated""";

    private static final String JOINS = " JOIN pass_type t ON t.id = r.pass_type_id JOIN pass p ON p.id = r.pass_id";

    static final Sql.Row<Registration> MAPPER = row -> new Registration(
            row.getLong(1),
            new DeviceLibraryIdentifier(row.getString(2)),
            new PassId(new PassTypeIdentifier(row.getString(3)), new PassSerialNumber(row.getString(4))),
            new PushToken(row.getString(5)),
            new UpdateTag(row.getLong(6)),
            Instant.ofEpochMilli(row.getLong(7)),
            Instant.ofEpochMilli(row.getLong(8)));

    /** The table. */
    public static final Rows<Registration> ROWS = new Rows<>(SELECT, "registration", "r", JOINS, MAPPER);

    private RegistrationRows() {}
}
