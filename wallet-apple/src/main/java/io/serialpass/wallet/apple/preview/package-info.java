/** Draws passes as they will look in Wallet. */
@NullMarked
package io.serialpass.wallet.apple.preview;

import org.jspecify.annotations.NullMarked;
