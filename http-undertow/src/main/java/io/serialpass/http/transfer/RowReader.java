package io.serialpass.http.transfer;

import io.serialpass.inventory.ImportRow;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Reads rows one ahead, since only reading tells whether there is another. For one thread.
 *
 * @since 0.1
 */
public abstract class RowReader implements Iterator<ImportRow> {

    private Optional<ImportRow> upcoming = Optional.empty();
    private boolean ended;

    RowReader() {}

    /** Reads the next row; empty at the end of the file. */
    abstract Optional<ImportRow> readRow();

    /**
     * The names that were passed over so far, because an export has them and no caller sets them.
     *
     * @return the names, each once
     */
    public abstract Collection<String> passedOver();

    @Override
    public final boolean hasNext() {
        if (upcoming.isEmpty() && !ended) {
            upcoming = readRow();
            ended = upcoming.isEmpty();
        }
        return upcoming.isPresent();
    }

    @Override
    public final ImportRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        ImportRow row = upcoming.orElseThrow();
        upcoming = Optional.empty();
        return row;
    }
}
