package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.EventWriter;
import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.jdbc.JdbcTransaction;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.sql.Session;

/** A unit of work of the one writer, which remembers items, ids and counts from the units of work before. */
final class SqliteTransaction extends JdbcTransaction {

    private final WriterMemory memory;

    SqliteTransaction(Session session, Lists lists, WriterMemory memory) {
        super(session, lists);
        this.memory = memory;
    }

    @Override
    public ItemWriter items() {
        return new SqliteItemWriter(session(), lists(), memory);
    }

    @Override
    public PassTypeWriter passTypes() {
        // Whoever has this may delete a type, and have another organization claim it.
        memory.events().forgetOwners();
        return super.passTypes();
    }

    @Override
    public EventWriter events() {
        return new SqliteEventWriter(session(), memory.events());
    }

    @Override
    public SerialNumberWriter serialNumbers() {
        return new SqliteSerialNumberWriter(session(), lists(), memory);
    }
}
