/** Webhooks: the events that a receiver gets, the signature of a message, and the result of each delivery. */
@NullMarked
package io.serialpass.webhook;

import org.jspecify.annotations.NullMarked;
