/** The event log over HTTP. */
@NullMarked
package io.serialpass.http.event;

import org.jspecify.annotations.NullMarked;
