/**
 * Internal: how units of work get their turn on a database: the queue and the thread of those that write, and the connections
 * of those that read. Which database it is, this package does not know. No part of it is meant for users.
 */
@NullMarked
package io.serialpass.storage.jdbc.unit;

import org.jspecify.annotations.NullMarked;
