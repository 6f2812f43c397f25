/** Knows the barcode formats of Wallet: the messages that they can hold, and their modules. */
@NullMarked
package io.serialpass.wallet.apple.barcode;

import org.jspecify.annotations.NullMarked;
