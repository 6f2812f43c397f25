package io.serialpass.storage.jdbc.unit;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.JdbcItems;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.sql.Session;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The items that the one writer sees and changes. It remembers those that it found. */
final class WriterItems extends JdbcItems {

    private final WriterMemory memory;

    WriterItems(Session session, Lists lists, WriterMemory memory) {
        super(session, lists);
        this.memory = memory;
    }

    @Override
    public Optional<Item> find(Organization organization, ItemKey key) {
        return memory.items().find(organization, key, () -> super.find(organization, key));
    }

    @Override
    public Map<ItemReference, Item> find(Organization organization, Set<ItemReference> references) {
        return memory.items().find(organization, references, missing -> super.find(organization, missing));
    }

    @Override
    public boolean update(Item item) {
        memory.items().forget();
        return super.update(item);
    }

    @Override
    public void delete(ItemId id) {
        // Its counts go with it, and would begin anew after it.
        memory.counts().store();
        super.delete(id);
    }
}
