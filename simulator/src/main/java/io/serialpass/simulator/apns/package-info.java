/** A stand-in for Apple's push notification service, for tests and trials on one machine. */
@NullMarked
package io.serialpass.simulator.apns;

import org.jspecify.annotations.NullMarked;
