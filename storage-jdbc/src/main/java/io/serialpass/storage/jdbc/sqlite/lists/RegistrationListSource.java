package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.storage.jdbc.RegistrationRows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationSort;
import java.util.List;
import java.util.OptionalLong;

/** The list of a pass's registrations: one index serves it whole. */
final class RegistrationListSource implements ListSource<Registration, RegistrationSort> {

    private final Condition ofPass;

    RegistrationListSource(long passId) {
        this.ofPass = Condition.of("r.pass_id = ?", passId);
    }

    @Override
    public List<Condition> filters() {
        return List.of(ofPass);
    }

    @Override
    public AccessPath inOrder() {
        return AccessPath.of("registration r INDEXED BY registration_by_pass", ofPass);
    }

    @Override
    public List<AccessPath> byFilter() {
        return List.of();
    }

    @Override
    public OptionalLong knownTotal() {
        return OptionalLong.empty();
    }

    @Override
    public long rowsInOrder() {
        throw new IllegalStateException("the walk serves every filter");
    }

    @Override
    public String column(RegistrationSort field) {
        return "r.date_created";
    }

    @Override
    public String id() {
        return "r.id";
    }

    @Override
    public String rowsOfPage() {
        return RegistrationRows.SELECT + " FROM page CROSS JOIN registration r ON r.id = page.id"
                + " CROSS JOIN pass_type t ON t.id = r.pass_type_id CROSS JOIN pass p ON p.id = r.pass_id";
    }

    @Override
    public Sql.Row<Registration> mapper() {
        return RegistrationRows.MAPPER;
    }
}
