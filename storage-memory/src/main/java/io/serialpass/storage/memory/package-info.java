/** The storage SPI in memory: for tests, trials and as the model that other storages are compared with. */
@NullMarked
package io.serialpass.storage.memory;

import org.jspecify.annotations.NullMarked;
