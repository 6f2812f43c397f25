package io.serialpass.storage.jdbc;

import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.Organization;
import io.serialpass.organization.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The columns of an API token, and how a row is made of them.
 *
 * @since 0.1
 */
public final class ApiTokenRows {

    private static final String SELECT =
            "SELECT t.id, o.name, t.name, t.role, t.expiration_date, t.date_created, t.last_used";

    private static final String JOINS = " JOIN organization o ON o.id = t.organization_id";

    /** The table. */
    public static final Rows<IssuedToken> ROWS = new Rows<>(SELECT, "api_token", "t", JOINS, ApiTokenRows::token);

    private ApiTokenRows() {}

    private static IssuedToken token(ResultSet row) throws SQLException {
        ApiTokenDetails details =
                new ApiTokenDetails(row.getString(3), Role.ofCode(row.getInt(4)), NullableColumns.time(row, 5));
        return new IssuedToken(
                new ApiTokenId(row.getLong(1)),
                new Organization(row.getString(2)),
                details,
                Instant.ofEpochMilli(row.getLong(6)),
                NullableColumns.time(row, 7));
    }
}
