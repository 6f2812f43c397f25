/** Internal: how PostgreSQL is asked for the page of a list. No part of it is meant for users. */
@NullMarked
package io.serialpass.storage.jdbc.postgres.lists;

import org.jspecify.annotations.NullMarked;
