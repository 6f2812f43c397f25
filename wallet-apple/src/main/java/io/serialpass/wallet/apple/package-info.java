/** Packages of Apple Wallet passes: what a {@code .pkpass} file holds and what must be true of it. */
@NullMarked
package io.serialpass.wallet.apple;

import org.jspecify.annotations.NullMarked;
