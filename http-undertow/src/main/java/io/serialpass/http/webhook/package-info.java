/** Webhooks over HTTP: the calls of the administration. */
@NullMarked
package io.serialpass.http.webhook;

import org.jspecify.annotations.NullMarked;
