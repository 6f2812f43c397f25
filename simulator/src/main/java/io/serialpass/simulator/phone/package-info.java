/** Phones that hold passes and follow Apple's protocol strictly. */
@NullMarked
package io.serialpass.simulator.phone;

import org.jspecify.annotations.NullMarked;
