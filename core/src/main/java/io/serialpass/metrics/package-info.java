/** What an application tells of its work, for whoever watches over it. */
@NullMarked
package io.serialpass.metrics;

import org.jspecify.annotations.NullMarked;
