/** The event log: what happened to passes, registrations and serial numbers, in commit order, for whoever follows it. */
@NullMarked
package io.serialpass.event;

import org.jspecify.annotations.NullMarked;
