/** Files of serial numbers, in and out, as the server and the command line share them. Internal. */
@NullMarked
package io.serialpass.http.transfer;

import org.jspecify.annotations.NullMarked;
