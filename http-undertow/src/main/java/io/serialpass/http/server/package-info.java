/** The adapter over Undertow: the only package that knows it. Internal. */
@NullMarked
package io.serialpass.http.server;

import org.jspecify.annotations.NullMarked;
