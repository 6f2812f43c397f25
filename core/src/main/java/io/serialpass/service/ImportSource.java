package io.serialpass.service;

import io.serialpass.inventory.ImportRow;
import java.util.Collection;
import java.util.Iterator;

/**
 * The rows of a file to import, which are there for as long as the import runs. For one thread.
 *
 * @since 0.1
 */
public interface ImportSource extends AutoCloseable {

    /**
     * The rows.
     *
     * @return the rows, taken one by one; an {@link java.io.UncheckedIOException} of the iterator says that the file cannot be read
     */
    Iterator<ImportRow> rows();

    /**
     * How much of the file was read so far.
     *
     * @return how many bytes, some of them ahead of the rows that were taken
     */
    long bytesRead();

    /**
     * The columns that an export has and no import sets, as far as they were seen.
     *
     * @return the names, each once
     */
    Collection<String> passedOver();

    /** Frees the file, which nobody needs any more. */
    @Override
    void close();
}
