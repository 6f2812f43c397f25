/**
 * The storage SPI: units of work over repositories, found from a URL. Its promises are proved by the abstract tests of
 * the module {@code storage-testkit}, which every storage passes.
 */
@NullMarked
package io.serialpass.storage;

import org.jspecify.annotations.NullMarked;
