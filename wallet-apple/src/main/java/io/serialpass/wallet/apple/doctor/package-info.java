/** Finds the faults for which Wallet would refuse a pass, with the reason, before Wallet does. */
@NullMarked
package io.serialpass.wallet.apple.doctor;

import org.jspecify.annotations.NullMarked;
