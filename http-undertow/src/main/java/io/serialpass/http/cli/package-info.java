/** The command line. Internal. */
@NullMarked
package io.serialpass.http.cli;

import org.jspecify.annotations.NullMarked;
