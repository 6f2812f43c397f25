/** The event log: what happened to passes, registrations and serial numbers, and to what an organization sets up, in commit order. */
@NullMarked
package io.serialpass.event;

import org.jspecify.annotations.NullMarked;
