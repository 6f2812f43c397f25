/** The stand-alone server, which another Java program can embed: {@link io.serialpass.http.SerialpassServer}. */
@NullMarked
package io.serialpass.http;

import org.jspecify.annotations.NullMarked;
