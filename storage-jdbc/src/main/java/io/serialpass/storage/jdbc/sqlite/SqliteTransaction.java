package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.unit.WriterTransaction;

/** A unit of work of the one writer, which gives out the ids of serial numbers itself. */
final class SqliteTransaction extends WriterTransaction {

    private final SqliteMemory memory;

    SqliteTransaction(Session session, Lists lists, SqliteMemory memory) {
        super(session, lists, memory);
        this.memory = memory;
    }

    @Override
    public SerialNumberWriter serialNumbers() {
        return new SqliteSerialNumberWriter(session(), lists(), memory);
    }
}
