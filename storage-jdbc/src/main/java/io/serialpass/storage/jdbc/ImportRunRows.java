package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportProgress;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.inventory.ImportRunState;
import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The columns of a run of an import, and how a row is made of them.
 *
 * @since 0.1
 */
public final class ImportRunRows {

    private static final String SELECT =
            "SELECT r.id, o.name, r.file_name, r.media_type, r.bytes, r.date_created, r.imported, r.rejected, r.blank,"
                    + " r.last_line, r.bytes_read, r.passed_over, r.state, r.reason, r.date_ended";

    private static final String JOINS = " JOIN organization o ON o.id = r.organization_id";

    /** The table. */
    public static final Rows<ImportRun> ROWS = new Rows<>(SELECT, "import_run", "r", JOINS, ImportRunRows::run);

    private ImportRunRows() {}

    private static ImportRun run(ResultSet row) throws SQLException {
        return new ImportRun(
                new ImportRunId(row.getLong(1)),
                new Organization(row.getString(2)),
                new ImportFile(Optional.ofNullable(row.getString(3)), row.getString(4), row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)),
                new ImportProgress(
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getString(12).lines().toList()),
                ImportRunState.ofCode(row.getInt(13)),
                Optional.ofNullable(row.getString(14)),
                NullableColumns.time(row, 15));
    }

    /** The arguments of the columns from {@code imported} to {@code date_ended}, in their order. */
    static Sql bind(Sql sql, ImportRun run) {
        ImportProgress progress = run.progress();
        return sql.bind(progress.imported())
                .bind(progress.rejected())
                .bind(progress.blank())
                .bind(progress.lastLine())
                .bind(progress.bytesRead())
                .bind(String.join("\n", progress.passedOver()))
                .bind(run.state().code())
                .bind(run.reason().orElse(null))
                .bind(run.dateEnded().map(Instant::toEpochMilli).orElse(null));
    }
}
