package io.serialpass.http.transfer;

import io.serialpass.service.ImportRow;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Reads rows one ahead, since only reading tells whether there is another. For one thread. */
abstract class RowReader implements Iterator<ImportRow> {

    private Optional<ImportRow> upcoming = Optional.empty();
    private boolean ended;

    /** Reads the next row; empty at the end of the file. */
    abstract Optional<ImportRow> readRow();

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
