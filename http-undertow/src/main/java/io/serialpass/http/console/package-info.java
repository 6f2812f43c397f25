/**
 * The console: pages for people who look after serial numbers and passes. A page asks the same services as the API, and lets in the
 * same roles. Internal: embedders use {@link io.serialpass.http.SerialpassServer}.
 */
@NullMarked
package io.serialpass.http.console;

import org.jspecify.annotations.NullMarked;
