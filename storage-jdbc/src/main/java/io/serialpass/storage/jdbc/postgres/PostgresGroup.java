package io.serialpass.storage.jdbc.postgres;

import io.serialpass.storage.jdbc.postgres.lists.PostgresLists;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.unit.Group;
import io.serialpass.storage.jdbc.unit.WriterMemory;
import io.serialpass.storage.jdbc.unit.WriterTransaction;

/**
 * One transaction that writes. It remembers nothing of the one before: another server may have written meanwhile.
 *
 * @param number tells it from all other transactions of this server
 */
record PostgresGroup(Session session, WriterMemory memory, CommitLog commits, Connections connections, long number)
        implements Group {

    @Override
    public WriterTransaction unit() {
        return new PostgresTransaction(session, new PostgresLists(session), memory);
    }

    @Override
    public void commit() {
        memory.end();
        commits.note(session, number);
        commits.commit(session, number);
    }
}
