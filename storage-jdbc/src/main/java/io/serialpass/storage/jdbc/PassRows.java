package io.serialpass.storage.jdbc;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.Redemption;
import io.serialpass.wallet.RedemptionId;
import io.serialpass.wallet.UpdateTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The columns of a pass, and how a row is made of them.
 *
 * @since 0.1
 */
public final class PassRows {

    /** The version that a change of its item gave to a pass; most passes have none. */
    static final String ITEM =
            " LEFT JOIN pass_type_item v ON v.item_id = p.item_id AND v.pass_type_id = p.pass_type_id";

    /** The tag of a pass's version: where its package is made here, the latest of its own, its type's and its item's. */
    static final String TAG = """
            CASE WHEN p.uploaded OR t.content_second = 0 THEN p.update_tag
                ELSE <greatest>(
                    CASE WHEN p.last_modified IS NULL THEN 0 ELSE p.update_tag END, t.content_tag, coalesce(v.update_tag, 0))
            END""";

    /** Whether there is a package for a phone to fetch: one that was uploaded, or a template and a certificate to sign with. */
    static final String IS_TOLD = "(p.uploaded OR (t.content_second > 0 AND t.signer IS NOT NULL))";

    /** The tag's second. Of two versions of a pass the one with the greater tag has the later second. */
    private static final String SECOND = """
            CASE WHEN p.uploaded THEN p.last_modified WHEN t.content_second > 0
                THEN <greatest>(coalesce(p.last_modified, 0), t.content_second, coalesce(v.last_modified, 0)) END""";

    static final String SELECT =
            """
            SELECT p.id, t.identifier, p.serial_number, o.name, p.authentication_token, p.serial_number_id, p.fields,
                p.voided, p.expiration_date, p.personalized, p.uploaded, t.content_second > 0,
            """ + TAG + ", " + SECOND + ", p.date_created, p.last_updated, p.redeemed, p.redemption";

    /** How many columns {@link #SELECT} has. */
    static final int COLUMNS = 18;

    static final String HEAD =
            "SELECT p.authentication_token, " + TAG + ", " + SECOND + ", p.uploaded, t.content_second > 0";

    static final Sql.Row<PassHead> HEAD_MAPPER = row -> {
        AuthenticationToken token = new AuthenticationToken(row.getString(1));
        UpdateTag tag = new UpdateTag(row.getLong(2));
        return new PassHead(
                token,
                NullableColumns.number(row, 3).map(second -> new PassVersion(tag, Instant.ofEpochSecond(second))),
                source(row.getBoolean(4), row.getBoolean(5)));
    };

    static final String ORGANIZATION = " JOIN organization o ON o.id = p.organization_id" + ITEM;

    static final String JOINS = " JOIN pass_type t ON t.id = p.pass_type_id" + ORGANIZATION;

    static final Sql.Row<Pass> MAPPER = row -> new Pass(
            row.getLong(1),
            new PassId(new PassTypeIdentifier(row.getString(2)), new PassSerialNumber(row.getString(3))),
            new Organization(row.getString(4)),
            new AuthenticationToken(row.getString(5)),
            NullableColumns.number(row, 6).map(SerialNumberId::new),
            new PassDetails(
                    FieldsColumn.read(row.getString(7)),
                    row.getBoolean(8),
                    NullableColumns.number(row, 9).map(Instant::ofEpochSecond),
                    row.getBoolean(10),
                    redemption(row)),
            source(row.getBoolean(11), row.getBoolean(12)),
            new UpdateTag(row.getLong(13)),
            NullableColumns.number(row, 14).map(Instant::ofEpochSecond),
            Instant.ofEpochMilli(row.getLong(15)),
            Instant.ofEpochMilli(row.getLong(16)));

    /** The table. */
    public static final Rows<Pass> ROWS = new Rows<>(SELECT, "pass", "p", JOINS, MAPPER);

    private PassRows() {}

    private static PackageSource source(boolean uploaded, boolean hasTemplate) {
        return uploaded ? PackageSource.UPLOADED : hasTemplate ? PackageSource.MADE : PackageSource.NONE;
    }

    private static Optional<Redemption> redemption(ResultSet row) throws SQLException {
        Optional<Long> time = NullableColumns.number(row, 17);
        return time.isEmpty()
                ? Optional.empty()
                : Optional.of(new Redemption(new RedemptionId(row.getString(18)), Instant.ofEpochMilli(time.get())));
    }
}
