/** The inventory face: Valomnia's serial number API and its items. Internal. */
@NullMarked
package io.serialpass.http.inventory;

import org.jspecify.annotations.NullMarked;
