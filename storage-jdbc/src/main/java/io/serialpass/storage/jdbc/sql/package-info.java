/** Internal: how the storages over JDBC make their statements and keep them prepared. No part of it is meant for users. */
@NullMarked
package io.serialpass.storage.jdbc.sql;

import org.jspecify.annotations.NullMarked;
