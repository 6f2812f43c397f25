/** The measurements that an application gives to the monitoring. */
@NullMarked
package io.serialpass.metrics;

import org.jspecify.annotations.NullMarked;
