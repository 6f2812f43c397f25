package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.storage.ItemWriter;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.jdbc.JdbcTransaction;
import io.serialpass.storage.jdbc.Lists;
import org.jdbi.v3.core.Handle;

/** What the one writer sees and changes within one unit of work, with what it remembers from those before. */
final class SqliteTransaction extends JdbcTransaction {

    private final Handle handle;
    private final Lists lists;
    private final WriterMemory memory;

    SqliteTransaction(Handle handle, Lists lists, WriterMemory memory) {
        super(handle, lists);
        this.handle = handle;
        this.lists = lists;
        this.memory = memory;
    }

    @Override
    public ItemWriter items() {
        return new SqliteItemWriter(handle, lists, memory);
    }

    @Override
    public SerialNumberWriter serialNumbers() {
        return new SqliteSerialNumberWriter(handle, lists, memory);
    }
}
