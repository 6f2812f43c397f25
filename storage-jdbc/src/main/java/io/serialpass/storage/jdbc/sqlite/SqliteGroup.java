package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sqlite.lists.SqliteLists;
import io.serialpass.storage.jdbc.unit.Group;
import io.serialpass.storage.jdbc.unit.WriterTransaction;

/** The transactions of the one connection that writes, one after the other. */
record SqliteGroup(Session session, SqliteMemory memory, Commits commits) implements Group {

    @Override
    public WriterTransaction unit() {
        return new SqliteTransaction(session, new SqliteLists(session), memory);
    }

    @Override
    public void commit() {
        memory.end();
        commits.commit();
    }
}
