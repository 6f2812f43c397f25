/** Knows the barcode formats of Wallet: what messages they hold, and their modules. */
@NullMarked
package io.serialpass.wallet.apple.barcode;

import org.jspecify.annotations.NullMarked;
