/** Items, the serial numbers of the things sold under them, and the life that a serial number has. */
@NullMarked
package io.serialpass.inventory;

import org.jspecify.annotations.NullMarked;
