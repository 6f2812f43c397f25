/**
 * The contract of the storage SPI as JUnit 5 tests. A storage proves that it keeps it by a subclass of {@link
 * io.serialpass.storage.testkit.StorageContract} in its tests, and one of {@link
 * io.serialpass.storage.testkit.StorageModelContract} that compares it with another storage.
 */
@NullMarked
package io.serialpass.storage.testkit;

import org.jspecify.annotations.NullMarked;
