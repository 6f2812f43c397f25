/** The small storage that docs/storage.md builds step by step. */
@NullMarked
package io.serialpass.storage.shelf;

import org.jspecify.annotations.NullMarked;
