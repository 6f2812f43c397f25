package io.serialpass.storage.jdbc;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;

/**
 * The columns of an item, and how a row is made of them.
 *
 * @since 0.1
 */
public final class ItemRows {

    static final String SELECT = """
            SELECT i.id, o.name, i.reference, i.name, i.description, i.pass_type_identifier,
                EXISTS (SELECT 1 FROM serial_number WHERE item_id = i.id), i.date_created, i.last_updated""";

    private static final String JOINS = " JOIN organization o ON o.id = i.organization_id";

    static final Sql.Row<Item> MAPPER = row -> new Item(
            new ItemId(row.getLong(1)),
            new Organization(row.getString(2)),
            new ItemDetails(
                    new ItemReference(row.getString(3)),
                    row.getString(4),
                    Optional.ofNullable(row.getString(5)),
                    Optional.ofNullable(row.getString(6)).map(PassTypeIdentifier::new)),
            row.getBoolean(7),
            Instant.ofEpochMilli(row.getLong(8)),
            Instant.ofEpochMilli(row.getLong(9)));

    /** The table. */
    public static final Rows<Item> ROWS = new Rows<>(SELECT, "item", "i", JOINS, MAPPER);

    private ItemRows() {}
}
