/** Pushes over Apple's push notification service (APNs), by the library Pushy. */
@NullMarked
package io.serialpass.push.apns;

import org.jspecify.annotations.NullMarked;
