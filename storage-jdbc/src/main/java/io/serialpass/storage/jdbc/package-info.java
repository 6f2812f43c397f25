/** The storage SPI over JDBC: SQLite, embedded in the process. */
@NullMarked
package io.serialpass.storage.jdbc;

import org.jspecify.annotations.NullMarked;
