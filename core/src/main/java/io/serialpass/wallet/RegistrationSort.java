package io.serialpass.wallet;

import io.serialpass.query.SortField;

/** The fields that a list of registrations can be sorted by. */
public enum RegistrationSort implements SortField<Registration> {
    /** When it was made. */
    DATE_CREATED;

    @Override
    public String fieldName() {
        return "dateCreated";
    }

    @Override
    public boolean isNumeric() {
        return true;
    }

    @Override
    public String keyOf(Registration row) {
        return Long.toString(row.dateCreated().toEpochMilli());
    }

    @Override
    public long idOf(Registration row) {
        return row.number();
    }
}
