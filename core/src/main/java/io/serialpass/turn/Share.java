package io.serialpass.turn;

/**
 * A part of the work that a store and a server can do at once. Each share has readers, threads and queues of its own, and work
 * of one share never takes those of another one.
 *
 * @since 0.1
 */
public enum Share {
    /** The calls of phones. */
    DEVICES,
    /** The question whether the server is ready. */
    HEALTH,
    /** Everything else: the inventory, the passes and their types, imports and exports. */
    ADMINISTRATION
}
