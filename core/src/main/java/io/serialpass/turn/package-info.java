/** Whose turn it is: the shares of a store that no other can take, deadlines, and queues that are fair. */
@NullMarked
package io.serialpass.turn;

import org.jspecify.annotations.NullMarked;
