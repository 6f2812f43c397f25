/** The certificate that a server shows: PEM files, read again when they change. */
@NullMarked
package io.serialpass.http.tls;

import org.jspecify.annotations.NullMarked;
