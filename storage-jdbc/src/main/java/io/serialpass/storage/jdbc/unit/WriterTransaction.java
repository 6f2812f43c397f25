package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.EventWriter;
import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.jdbc.JdbcTransaction;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.sql.Session;

/**
 * A unit of work of the one writer, which remembers items, events and counts from the units of work before. Each database adds
 * serial numbers in a way of its own.
 *
 * @since 0.1
 */
public abstract class WriterTransaction extends JdbcTransaction {

    private final WriterMemory memory;

    protected WriterTransaction(Session session, Lists lists, WriterMemory memory) {
        super(session, lists);
        this.memory = memory;
    }

    @Override
    public ItemWriter items() {
        return new WriterItems(session(), lists(), memory);
    }

    @Override
    public PassTypeWriter passTypes() {
        // Whoever has this may delete a type, and have another organization claim it.
        memory.events().forgetOwners();
        return super.passTypes();
    }

    @Override
    public EventWriter events() {
        return new WriterEvents(session(), memory.events());
    }
}
