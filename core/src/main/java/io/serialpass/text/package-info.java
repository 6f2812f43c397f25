/** What a text may hold and how texts compare, wherever the domain keeps one. */
@NullMarked
package io.serialpass.text;

import org.jspecify.annotations.NullMarked;
