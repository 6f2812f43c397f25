package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.jdbc.Lists;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.unit.WriterMemory;
import io.serialpass.storage.jdbc.unit.WriterTransaction;

/** A unit of work that writes. */
final class PostgresTransaction extends WriterTransaction {

    private final WriterMemory memory;

    PostgresTransaction(Session session, Lists lists, WriterMemory memory) {
        super(session, lists, memory);
        this.memory = memory;
    }

    @Override
    public SerialNumberWriter serialNumbers() {
        return new PostgresSerialNumberWriter(session(), lists(), memory);
    }
}
