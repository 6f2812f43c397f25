/** The calls of passes: the issuer's, and those of devices on the faces of Apple Wallet and HCL Volt MX. */
@NullMarked
package io.serialpass.http.wallet;

import org.jspecify.annotations.NullMarked;
