/** Templates: a pass.json with placeholders, and the result with the data of a pass. */
@NullMarked
package io.serialpass.wallet.apple.template;

import org.jspecify.annotations.NullMarked;
