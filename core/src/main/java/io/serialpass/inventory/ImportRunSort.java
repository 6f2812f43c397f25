package io.serialpass.inventory;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of runs of imports can be sorted by.
 *
 * @since 0.1
 */
public enum ImportRunSort implements SortField<ImportRun> {
    /** When it began. */
    DATE_CREATED(SortKey.time("dateCreated", ImportRun::dateCreated));

    private final SortKey<ImportRun> key;

    ImportRunSort(SortKey<ImportRun> key) {
        this.key = key;
    }

    @Override
    public SortKey<ImportRun> key() {
        return key;
    }

    @Override
    public long idOf(ImportRun row) {
        return row.id().value();
    }
}
