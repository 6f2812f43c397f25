/** The administration of API tokens over HTTP. */
@NullMarked
package io.serialpass.http.token;

import org.jspecify.annotations.NullMarked;
