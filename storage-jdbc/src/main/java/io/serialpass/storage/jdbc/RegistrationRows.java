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

/** The columns of a registration, and what they mean. */
public final class RegistrationRows {

    public static final String SELECT = """
            SELECT r.id, r.device, t.identifier, p.serial_number, r.push_token, r.update_tag, r.date_created,
                r.last_updated""";

    public static final Sql.Row<Registration> MAPPER = row -> new Registration(
            row.getLong(1),
            new DeviceLibraryIdentifier(row.getString(2)),
            new PassId(new PassTypeIdentifier(row.getString(3)), new PassSerialNumber(row.getString(4))),
            new PushToken(row.getString(5)),
            new UpdateTag(row.getLong(6)),
            Instant.ofEpochMilli(row.getLong(7)),
            Instant.ofEpochMilli(row.getLong(8)));

    private RegistrationRows() {}
}
