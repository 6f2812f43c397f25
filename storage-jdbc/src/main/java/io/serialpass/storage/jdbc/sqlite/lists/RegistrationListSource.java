package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.RegistrationRows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationSort;

/** The list of a pass's registrations: one index serves it whole. */
final class RegistrationListSource extends ListSource<Registration, RegistrationSort> {

    private final Condition ofPass;

    RegistrationListSource(long passId) {
        super(RegistrationRows.ROWS);
        this.ofPass = filter(Condition.of("r.pass_id = ?", passId));
    }

    @Override
    AccessPath inOrder() {
        return AccessPath.of("registration r INDEXED BY registration_by_pass", ofPass);
    }

    @Override
    long rowsInOrder() {
        throw new IllegalStateException("the way in order serves every filter");
    }

    @Override
    String column(RegistrationSort field) {
        return "r.date_created";
    }
}
