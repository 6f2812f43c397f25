/** Packages of Apple Wallet passes: they are made, checked and bundled here. */
@NullMarked
package io.serialpass.wallet.apple;

import org.jspecify.annotations.NullMarked;
