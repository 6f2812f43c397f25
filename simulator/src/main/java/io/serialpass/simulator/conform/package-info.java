/** Tries a wallet web service with every rule of Apple's protocol that can be seen from outside. */
@NullMarked
package io.serialpass.simulator.conform;

import org.jspecify.annotations.NullMarked;
