/** Telling devices that a pass has changed: what is sent, what comes back, and how far each device was told. */
@NullMarked
package io.serialpass.push;

import org.jspecify.annotations.NullMarked;
