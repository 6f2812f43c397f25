/** The page of a door, for a scanner that types and for the camera of a phone. */
@NullMarked
package io.serialpass.http.door;

import org.jspecify.annotations.NullMarked;
