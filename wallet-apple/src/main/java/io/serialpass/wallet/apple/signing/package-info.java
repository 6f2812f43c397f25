/** Certificates, their keys, and signatures as Apple Wallet wants them. */
@NullMarked
package io.serialpass.wallet.apple.signing;

import org.jspecify.annotations.NullMarked;
