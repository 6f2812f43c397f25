/**
 * Internal: what the storages over JDBC share, whatever their database. Users take a storage by its URL, with
 * {@link io.serialpass.storage.Storages#open(String)}; no type of this package is meant for them.
 */
@NullMarked
package io.serialpass.storage.jdbc;

import org.jspecify.annotations.NullMarked;
