/**
 * The storage SPI over SQLite, embedded in the process. {@link io.serialpass.storage.jdbc.sqlite.SqliteStorageProvider} is
 * found by its URL; everything else is internal.
 */
@NullMarked
package io.serialpass.storage.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
