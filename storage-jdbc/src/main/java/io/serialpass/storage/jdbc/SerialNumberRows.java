package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The columns of a serial number, and how a row is made of them.
 *
 * @since 0.1
 */
public final class SerialNumberRows {

    private static final String SELECT = """
            SELECT s.id, s.item_id, i.reference, s.value, s.status, s.warehouse_stock_id, s.date_created, s.last_updated,
                s.reserved_until""";

    private static final String JOINS = " JOIN item i ON i.id = s.item_id";

    /** All rows, to be narrowed down with a WHERE clause to those of one organization. */
    static final String ALL = SELECT + " FROM serial_number s" + JOINS;

    private SerialNumberRows() {}

    /**
     * The table, for statements that find rows of one organization alone. Each row gets the organization that the caller names:
     * to join and to read its name with each row would cost a page of 100 rows a sixth more.
     */
    public static Rows<SerialNumber> of(Organization organization) {
        return new Rows<>(SELECT, "serial_number", "s", JOINS, row -> map(row, organization));
    }

    /** Makes a serial number of the columns that {@link #SELECT} names. */
    static SerialNumber map(ResultSet row, Organization organization) throws SQLException {
        SerialNumberStatus status = SerialNumberStatus.ofCode(row.getInt(5));
        long stockId = row.getLong(6);
        OptionalLong warehouseStockId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(stockId);
        // Only a reservation ends. A column that is not read costs a row nothing.
        Optional<Instant> reservedUntil =
                status == SerialNumberStatus.RESERVED ? NullableColumns.time(row, 9) : Optional.empty();
        return new SerialNumber(
                new SerialNumberId(row.getLong(1)),
                organization,
                new ItemId(row.getLong(2)),
                new ItemReference(row.getString(3)),
                new SerialNumberDetails(
                        new SerialNumberValue(row.getString(4)), status, warehouseStockId, reservedUntil),
                Instant.ofEpochMilli(row.getLong(7)),
                Instant.ofEpochMilli(row.getLong(8)));
    }
}
