/**
 * The storage SPI over PostgreSQL, for many servers on one store. {@link
 * io.serialpass.storage.jdbc.postgres.PostgresStorageProvider} is found by its URL, and takes a {@link javax.sql.DataSource} too;
 * everything else is internal.
 */
@NullMarked
package io.serialpass.storage.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
