/** The sender of messages to webhooks: which addresses it goes to, how it signs, and what it takes of an answer. */
@NullMarked
package io.serialpass.http.webhook.client;

import org.jspecify.annotations.NullMarked;
