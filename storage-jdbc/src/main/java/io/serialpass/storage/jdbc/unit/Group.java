package io.serialpass.storage.jdbc.unit;

import io.serialpass.storage.jdbc.sql.Session;

/**
 * A transaction in which units of work are done one after the other. For the one thread that writes.
 *
 * @since 0.1
 */
public interface Group {

    /** The connection of the transaction. */
    Session session();

    /** What the units of work leave to each other. */
    WriterMemory memory();

    /** The view of one more unit of work. */
    WriterTransaction unit();

    /**
     * Stores what the units of work have left, and ends the transaction. Where this method throws, the caller undoes the
     * transaction.
     */
    void commit();
}
