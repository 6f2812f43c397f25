/** Templates: a pass.json with placeholders, and what the data of a pass makes of it. */
@NullMarked
package io.serialpass.wallet.apple.template;

import org.jspecify.annotations.NullMarked;
