package io.serialpass.storage.jdbc.unit;

import java.util.Optional;

/**
 * A database as {@link GroupCommitter} needs it. For the one thread that writes.
 *
 * @since 0.1
 */
public interface WriterDatabase {

    /**
     * Begins a transaction beside which nobody else writes to the store, be it a thread or another program.
     *
     * @throws RuntimeException if it cannot begin at present
     */
    Group begin();

    /**
     * Tells whether another attempt to begin may soon succeed.
     *
     * @param thrown what {@link #begin()} has thrown
     * @return what those are told that have waited for too long; empty if there is no sense in waiting
     */
    Optional<RuntimeException> reasonToWait(RuntimeException thrown);

    /**
     * Undoes the transaction under way.
     *
     * @param thrown why
     * @return the same in the storage's words
     */
    RuntimeException undo(RuntimeException thrown);

    /**
     * Tells whether the same units of work may be done again in another transaction, because the one that was undone had to
     * give way, or lost its connection.
     *
     * @param told what {@link #undo} has returned
     */
    boolean mayRunAgain(RuntimeException told);

    /** Does what is due after a transaction. Its units of work have been answered. */
    void committed();

    /** Does a piece of what is left for moments in which nobody waits. */
    void idle();

    /** Does what is due after the last unit of work. */
    void end();
}
