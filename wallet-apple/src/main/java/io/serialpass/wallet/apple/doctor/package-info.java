/** Finds what Wallet would refuse, with the reason, before Wallet does. */
@NullMarked
package io.serialpass.wallet.apple.doctor;

import org.jspecify.annotations.NullMarked;
