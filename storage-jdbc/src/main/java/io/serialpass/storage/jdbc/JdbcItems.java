package io.serialpass.storage.jdbc;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/** The items that one connection sees. */
public class JdbcItems implements ItemWriter {

    private static final String FIND_BY_ID =
            ItemRows.SELECT + " FROM item i" + ItemRows.JOINS + " WHERE i.id = ? AND o.name = ?";

    private static final String FIND_BY_REFERENCE = ItemRows.SELECT
            + " FROM organization o CROSS JOIN item i ON i.organization_id = o.id WHERE i.reference = ? AND o.name = ?";

    private static final String INSERT = """
            INSERT INTO item (organization_id, reference, name, description, pass_type_identifier,
                date_created, last_updated)
            VALUES (:organization, :reference, :name, :description, :passTypeIdentifier, :time, :time)
            ON CONFLICT (organization_id, reference) DO NOTHING
            RETURNING id""";

    private static final String UPDATE = """
            UPDATE OR IGNORE item SET reference = :reference, name = :name, description = :description,
                pass_type_identifier = :passTypeIdentifier, last_updated = :time
            WHERE id = :id""";

    private final Handle handle;
    private final Lists lists;

    protected JdbcItems(Handle handle, Lists lists) {
        this.handle = handle;
        this.lists = lists;
    }

    @Override
    public Optional<Item> find(Organization organization, ItemKey key) {
        Sql sql = key instanceof ItemId id
                ? Sql.of(FIND_BY_ID, id.value(), organization.name())
                : Sql.of(FIND_BY_REFERENCE, ((ItemReference) key).value(), organization.name());
        return sql.list(handle, ItemRows.MAPPER).stream().findFirst();
    }

    @Override
    public Page<Item> list(ItemQuery query) {
        return lists.items(query);
    }

    @Override
    public Optional<Item> insert(Organization organization, ItemDetails details, Instant time) {
        long organizationId = Organizations.findOrAdd(handle, organization);
        try (Query insert = bindDetails(handle.createQuery(INSERT), details)) {
            return insert.bind("organization", organizationId)
                    .bind("time", time.toEpochMilli())
                    .mapTo(Long.class)
                    .findFirst()
                    .map(id -> new Item(new ItemId(id), organization, details, false, time, time));
        }
    }

    @Override
    public boolean update(Item item) {
        try (Update update = bindDetails(handle.createUpdate(UPDATE), item.details())) {
            int changed = update.bind("id", item.id().value())
                    .bind("time", item.lastUpdated().toEpochMilli())
                    .execute();
            return changed == 1;
        }
    }

    private static <S extends SqlStatement<S>> S bindDetails(S statement, ItemDetails details) {
        return statement
                .bind("reference", details.reference().value())
                .bind("name", details.name())
                .bind("description", details.description())
                .bind("passTypeIdentifier", details.passTypeIdentifier().map(PassTypeIdentifier::value));
    }

    @Override
    public void delete(ItemId id) {
        Sql.of("DELETE FROM item WHERE id = ?", id.value()).update(handle);
    }
}
