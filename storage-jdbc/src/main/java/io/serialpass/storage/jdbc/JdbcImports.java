package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.ImportWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The runs of imports, as one connection sees them. */
final class JdbcImports implements ImportWriter {

    private static final String FIND = ImportRunRows.ROWS.all() + " WHERE r.id = ? AND o.name = ?";

    /** The number stands in the text, since an index of running ones is chosen by it. */
    private static final String RUNNING = ImportRunRows.ROWS.all() + " WHERE r.state = 1 ORDER BY r.id";

    private static final String INSERT = """
            INSERT INTO import_run (organization_id, file_name, media_type, bytes, date_created, imported, rejected, blank,
                last_line, bytes_read, passed_over, state, reason, date_ended)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id""";

    private static final String UPDATE = """
            UPDATE import_run SET imported = ?, rejected = ?, blank = ?, last_line = ?, bytes_read = ?, passed_over = ?,
                state = ?, reason = ?, date_ended = ?
            WHERE id = ? AND state = 1""";

    private static final String INSERT_REJECTED = """
            INSERT INTO import_rejection (import_run_id, position, line, reason, description) VALUES (?, ?, ?, ?, ?)""";

    private static final String TRIM_BY_NUMBER = """
            DELETE FROM import_run WHERE id IN (
                SELECT id FROM import_run WHERE organization_id = ? AND state <> 1 AND id NOT IN (
                    SELECT id FROM import_run WHERE organization_id = ? ORDER BY date_created DESC, id DESC LIMIT ?)
                ORDER BY date_created, id LIMIT ?)""";

    private static final String TRIM_BY_AGE = """
            DELETE FROM import_run WHERE id IN (
                SELECT id FROM import_run WHERE date_created < ? AND state <> 1 ORDER BY date_created, id LIMIT ?)""";

    private final Session session;
    private final Lists lists;

    JdbcImports(Session session, Lists lists) {
        this.session = session;
        this.lists = lists;
    }

    @Override
    public Optional<ImportRun> find(Organization organization, ImportRunId id) {
        return Sql.of(FIND, id.value(), organization.name()).first(session, ImportRunRows.ROWS.mapper());
    }

    @Override
    public Page<ImportRun> list(ImportRunQuery query) {
        return lists.imports(query);
    }

    @Override
    public List<ImportRun> running() {
        return allRunning().list(session, ImportRunRows.ROWS.mapper());
    }

    static Sql allRunning() {
        return Sql.of(RUNNING);
    }

    @Override
    public List<ImportRow.Rejected> rejected(ImportRunId id) {
        return Sql.of(
                        "SELECT line, reason, description FROM import_rejection WHERE import_run_id = ? ORDER BY position",
                        id.value())
                .list(
                        session,
                        row -> new ImportRow.Rejected(
                                row.getLong(1), ImportRow.Reason.valueOf(row.getString(2)), row.getString(3)));
    }

    @Override
    public ImportRun insert(Organization organization, ImportFile file, Instant time) {
        long owner = Organizations.findOrAdd(session, organization);
        Sql sql = Sql.of(INSERT, owner)
                .bind(file.name().orElse(null))
                .bind(file.mediaType())
                .bind(file.bytes())
                .bind(time.toEpochMilli());
        ImportRun unnumbered = ImportRun.begun(new ImportRunId(0), organization, file, time);
        long id = ImportRunRows.bind(sql, unnumbered).number(session);
        return ImportRun.begun(new ImportRunId(id), organization, file, time);
    }

    @Override
    public boolean update(ImportRun run) {
        return ImportRunRows.bind(Sql.of(UPDATE), run).bind(run.id().value()).update(session) == 1;
    }

    @Override
    public void addRejected(ImportRunId id, List<ImportRow.Rejected> rows) {
        if (rows.isEmpty()) {
            return;
        }
        long kept = Sql.of("SELECT count(*) FROM import_rejection WHERE import_run_id = ?", id.value())
                .number(session);
        List<ImportRow.Rejected> wanted =
                rows.stream().limit(ImportRun.MOST_REJECTED - kept).toList();
        if (wanted.isEmpty()) {
            return;
        }
        session.jdbi(handle -> {
            PreparedBatch batch = handle.prepareBatch(INSERT_REJECTED);
            long position = kept;
            for (ImportRow.Rejected row : wanted) {
                position++;
                batch.add(id.value(), position, row.line(), row.reason().name(), row.description());
            }
            return batch.execute();
        });
    }

    @Override
    public void trim(Organization organization, int most, Instant before, int atOnce) {
        long owner = Organizations.findOrAdd(session, organization);
        beyond(owner, most, atOnce).update(session);
        older(before, atOnce).update(session);
    }

    static Sql beyond(long organization, int most, int atOnce) {
        return Sql.of(TRIM_BY_NUMBER, organization, organization, most, atOnce);
    }

    static Sql older(Instant before, int atOnce) {
        return Sql.of(TRIM_BY_AGE, before.toEpochMilli(), atOnce);
    }
}
