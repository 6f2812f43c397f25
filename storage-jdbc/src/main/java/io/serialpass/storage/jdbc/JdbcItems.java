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
import io.serialpass.storage.jdbc.sql.Chunks;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The items that one connection sees.
 *
 * @since 0.1
 */
public class JdbcItems implements ItemWriter {

    private static final String FIND_BY_ID = ItemRows.ROWS.all() + " WHERE i.id = ? AND o.name = ?";

    private static final String FIND_BY_REFERENCE = ItemRows.SELECT
            + " FROM organization o JOIN item i ON i.organization_id = o.id WHERE i.reference = ? AND o.name = ?";

    private static final String FIND_BY_REFERENCES = ItemRows.SELECT
            + " FROM organization o JOIN item i ON i.organization_id = o.id WHERE o.name = ? AND i.reference IN (";

    /** How many items one statement finds at most. */
    private static final int MOST_AT_ONCE = 1_024;

    private static final String INSERT = """
            INSERT INTO item (organization_id, reference, name, description, pass_type_identifier,
                date_created, last_updated)
            VALUES (:organization, :reference, :name, :description, :passTypeIdentifier, :time, :time)
            ON CONFLICT (organization_id, reference) DO NOTHING
            RETURNING id""";

    private static final String UPDATE = """
            UPDATE item SET reference = :reference, name = :name, description = :description,
                pass_type_identifier = :passTypeIdentifier, last_updated = :time
            WHERE id = :id AND NOT EXISTS (SELECT 1 FROM item other WHERE other.organization_id = item.organization_id
                AND other.reference = :reference AND other.id <> item.id)""";

    private final Session session;
    private final Lists lists;

    protected JdbcItems(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<Item> find(Organization organization, ItemKey key) {
        Sql sql = key.match(
                id -> Sql.of(FIND_BY_ID, id.value(), organization.name()),
                reference -> Sql.of(FIND_BY_REFERENCE, reference.value(), organization.name()));
        return sql.first(session, ItemRows.MAPPER);
    }

    @Override
    public Map<ItemReference, Item> find(Organization organization, Set<ItemReference> references) {
        Map<ItemReference, Item> found = new HashMap<>();
        for (List<ItemReference> chunk : Chunks.of(List.copyOf(references), MOST_AT_ONCE)) {
            Sql sql = Sql.of(FIND_BY_REFERENCES + Chunks.repeat("?", chunk) + ")", organization.name());
            chunk.forEach(reference -> sql.bind(reference.value()));
            sql.list(session, ItemRows.MAPPER).forEach(item -> found.put(item.reference(), item));
        }
        return found;
    }

    @Override
    public Page<Item> list(ItemQuery query) {
        return lists.items(query);
    }

    @Override
    public Optional<Item> insert(Organization organization, ItemDetails details, Instant time) {
        long organizationId = Organizations.findOrAdd(session, organization);
        return session.jdbi(handle -> bindDetails(handle.createQuery(INSERT), details)
                .bind("organization", organizationId)
                .bind("time", time.toEpochMilli())
                .mapTo(Long.class)
                .findFirst()
                .map(id -> new Item(new ItemId(id), organization, details, false, time, time)));
    }

    @Override
    public boolean update(Item item) {
        int changed = session.jdbi(handle -> bindDetails(handle.createUpdate(UPDATE), item.details())
                .bind("id", item.id().value())
                .bind("time", item.lastUpdated().toEpochMilli())
                .execute());
        return changed == 1;
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
        session.jdbi(handle -> handle.execute("DELETE FROM item WHERE id = ?", id.value()));
    }
}
