/**
 * The parts that all faces of the server share: requests and answers free of Undertow, routes, strict decoding, errors. Internal:
 * embedders use {@link io.serialpass.http.SerialpassServer}.
 */
@NullMarked
package io.serialpass.http.web;

import org.jspecify.annotations.NullMarked;
