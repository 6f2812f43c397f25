/** The event log: the changes of passes, registrations and serial numbers, in commit order, for the programs that follow it. */
@NullMarked
package io.serialpass.event;

import org.jspecify.annotations.NullMarked;
