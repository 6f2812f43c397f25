/** The services of webhooks: what an organization does with them, and the work in the background that delivers messages. */
@NullMarked
package io.serialpass.service.webhook;

import org.jspecify.annotations.NullMarked;
