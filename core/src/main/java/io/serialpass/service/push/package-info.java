/** Tells devices that their passes have changed, and why one was not told. */
@NullMarked
package io.serialpass.service.push;

import org.jspecify.annotations.NullMarked;
