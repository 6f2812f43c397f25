/** What a server tells of its work, in the registry of a monitoring system. */
@NullMarked
package io.serialpass.http.metrics;

import org.jspecify.annotations.NullMarked;
