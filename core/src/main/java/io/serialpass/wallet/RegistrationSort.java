package io.serialpass.wallet;

import io.serialpass.query.SortField;
import io.serialpass.query.SortKey;

/**
 * The fields that a list of registrations can be sorted by.
 *
 * @since 0.1
 */
public enum RegistrationSort implements SortField<Registration> {
    /** When it was made. */
    DATE_CREATED(SortKey.time("dateCreated", Registration::dateCreated));

    private final SortKey<Registration> key;

    RegistrationSort(SortKey<Registration> key) {
        this.key = key;
    }

    @Override
    public SortKey<Registration> key() {
        return key;
    }

    @Override
    public long idOf(Registration row) {
        return row.number();
    }
}
