/** The page by which customers get passes: the public side of links. */
@NullMarked
package io.serialpass.http.link;

import org.jspecify.annotations.NullMarked;
