package io.serialpass.storage.jdbc;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Optional;

/**
 * The columns of a pass type, and how a row is made of them.
 *
 * @since 0.1
 */
public final class PassTypeRows {

    private static final String SELECT = """
            SELECT t.id, t.identifier, o.name, t.passes, t.content_tag, t.content_second, t.signer, t.date_created,
                t.last_updated""";

    private static final String JOINS = " JOIN organization o ON o.id = t.organization_id";

    static final Sql.Row<PassType> MAPPER = row -> {
        long second = row.getLong(6);
        return new PassType(
                row.getLong(1),
                new PassTypeIdentifier(row.getString(2)),
                new Organization(row.getString(3)),
                row.getLong(4),
                second == 0
                        ? Optional.empty()
                        : Optional.of(new PassVersion(new UpdateTag(row.getLong(5)), Instant.ofEpochSecond(second))),
                Optional.ofNullable(row.getString(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9)));
    };

    /** The table. */
    public static final Rows<PassType> ROWS = new Rows<>(SELECT, "pass_type", "t", JOINS, MAPPER);

    private PassTypeRows() {}
}
