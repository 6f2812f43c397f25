package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.sql.Sql;
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
            SELECT s.id, o.name, s.item_id, i.reference, s.value, s.status, s.warehouse_stock_id,
                s.date_created, s.last_updated, s.reserved_until""";

    private static final String JOINS =
            " JOIN item i ON i.id = s.item_id JOIN organization o ON o.id = s.organization_id";

    static final Sql.Row<SerialNumber> MAPPER = row -> {
        long stockId = row.getLong(7);
        OptionalLong warehouseStockId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(stockId);
        Optional<Instant> reservedUntil = NullableColumns.time(row, 10);
        return new SerialNumber(
                new SerialNumberId(row.getLong(1)),
                new Organization(row.getString(2)),
                new ItemId(row.getLong(3)),
                new ItemReference(row.getString(4)),
                new SerialNumberDetails(
                        new SerialNumberValue(row.getString(5)),
                        SerialNumberStatus.ofCode(row.getInt(6)),
                        warehouseStockId,
                        reservedUntil),
                Instant.ofEpochMilli(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9)));
    };

    /** The table. */
    public static final Rows<SerialNumber> ROWS = new Rows<>(SELECT, "serial_number", "s", JOINS, MAPPER);

    private SerialNumberRows() {}
}
