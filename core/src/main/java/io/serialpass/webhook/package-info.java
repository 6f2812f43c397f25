/** Webhooks: which events a receiver is told of, how a message is signed, and what came of each delivery. */
@NullMarked
package io.serialpass.webhook;

import org.jspecify.annotations.NullMarked;
