/** The event log: what happened to passes, registrations and serial numbers, and to the things that an organization sets up, in commit order. */
@NullMarked
package io.serialpass.event;

import org.jspecify.annotations.NullMarked;
