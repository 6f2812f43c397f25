/** Packages of Apple Wallet passes: what makes them, keeps them at hand, and bundles them. */
@NullMarked
package io.serialpass.wallet.apple;

import org.jspecify.annotations.NullMarked;
