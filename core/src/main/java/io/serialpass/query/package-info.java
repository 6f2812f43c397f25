/** How anything is asked for: filters, order and pages, as immutable objects that never say how a storage finds it. */
@NullMarked
package io.serialpass.query;

import org.jspecify.annotations.NullMarked;
