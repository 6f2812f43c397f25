/** Internal: how SQLite finds the page of a list. No part of it is meant for users. */
@NullMarked
package io.serialpass.storage.jdbc.sqlite.lists;

import org.jspecify.annotations.NullMarked;
