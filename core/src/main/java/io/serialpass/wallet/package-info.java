/** Wallet passes, the devices that hold them, and how a device learns that a pass has changed. */
@NullMarked
package io.serialpass.wallet;

import org.jspecify.annotations.NullMarked;
