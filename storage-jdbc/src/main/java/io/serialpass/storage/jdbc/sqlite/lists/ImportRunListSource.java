package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunSort;
import io.serialpass.storage.jdbc.ImportRunRows;
import io.serialpass.storage.jdbc.sql.Condition;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;

/** The list of the runs of imports, along the one index of its one order. */
final class ImportRunListSource extends ListSource<ImportRun, ImportRunSort> {

    private final Session session;
    private final Condition ofOrganization;

    ImportRunListSource(Session session, long organizationId) {
        super(ImportRunRows.ROWS);
        this.session = session;
        this.ofOrganization = filter(Condition.of("r.organization_id = ?", organizationId));
    }

    @Override
    AccessPath inOrder() {
        return AccessPath.of("import_run r INDEXED BY import_run_by_date_created", ofOrganization);
    }

    @Override
    long rowsInOrder() {
        return Sql.of("SELECT count(*) FROM import_run r WHERE ")
                .add(ofOrganization)
                .number(session);
    }

    @Override
    String column(ImportRunSort field) {
        return switch (field) {
            case DATE_CREATED -> "r.date_created";
        };
    }
}
