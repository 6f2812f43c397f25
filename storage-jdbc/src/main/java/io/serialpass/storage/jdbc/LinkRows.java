package io.serialpass.storage.jdbc;

import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassSerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The columns of a link, and how a row is made of them.
 *
 * @since 0.1
 */
public final class LinkRows {

    private static final String SELECT =
            "SELECT k.id, o.name, k.passes, k.date_created, k.expiration_date, k.date_revoked";

    private static final String JOINS = " JOIN organization o ON o.id = k.organization_id";

    private static final Sql.Row<PassLink> MAPPER = row -> new PassLink(
            new LinkId(row.getLong(1)),
            new Organization(row.getString(2)),
            row.getString(3).lines().map(LinkRows::pass).toList(),
            Instant.ofEpochMilli(row.getLong(4)),
            Instant.ofEpochMilli(row.getLong(5)),
            NullableColumns.time(row, 6));

    /** The table. */
    public static final Rows<PassLink> ROWS = new Rows<>(SELECT, "pass_link", "k", JOINS, MAPPER);

    private LinkRows() {}

    private static LinkedPass pass(String line) {
        int blank = line.indexOf(' ');
        int slash = line.indexOf('/');
        return new LinkedPass(
                Long.parseLong(line.substring(0, blank)),
                new PassId(
                        new PassTypeIdentifier(line.substring(blank + 1, slash)),
                        new PassSerialNumber(line.substring(slash + 1))));
    }

    /** Neither a type nor a serial number holds a line break, and a type holds no slash. */
    static String column(List<LinkedPass> passes) {
        return passes.stream()
                .map(pass ->
                        pass.number() + " " + pass.id().passTypeIdentifier().value() + "/"
                                + pass.id().serialNumber().value())
                .collect(Collectors.joining("\n"));
    }
}
