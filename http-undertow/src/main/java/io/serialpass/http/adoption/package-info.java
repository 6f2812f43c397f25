/** Reads what other pass servers keep, so that it can be adopted. Internal. */
@NullMarked
package io.serialpass.http.adoption;

import org.jspecify.annotations.NullMarked;
