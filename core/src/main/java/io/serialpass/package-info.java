/** Puts an application together: {@link io.serialpass.Serialpass} hands out the services over one store. */
@NullMarked
package io.serialpass;

import org.jspecify.annotations.NullMarked;
