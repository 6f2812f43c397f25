/** The services of webhooks: the calls of an organization, and the work in the background that delivers messages. */
@NullMarked
package io.serialpass.service.webhook;

import org.jspecify.annotations.NullMarked;
