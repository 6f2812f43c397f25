/** The rules of texts: which characters they may hold and how they compare, wherever the domain keeps one. */
@NullMarked
package io.serialpass.text;

import org.jspecify.annotations.NullMarked;
