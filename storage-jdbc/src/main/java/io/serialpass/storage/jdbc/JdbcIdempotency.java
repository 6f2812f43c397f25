package io.serialpass.storage.jdbc;

import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.organization.Organization;
import io.serialpass.storage.IdempotencyWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The first answers that one connection sees. Keeps the room that they take in step with them. */
final class JdbcIdempotency implements IdempotencyWriter {

    private static final String FIND = """
            SELECT a.request, a.answer, a.date_created FROM organization o
            JOIN idempotent_answer a ON a.organization_id = o.id WHERE o.name = ? AND a.key = ?""";

    private static final String INSERT = """
            INSERT INTO idempotent_answer (organization_id, key, request, answer, date_created) VALUES (?, ?, ?, ?, ?)""";

    private static final String DELETED = " RETURNING organization_id, length(answer)";

    private static final String OLDEST_OF_ALL = """
            id IN (SELECT id FROM idempotent_answer ORDER BY id LIMIT ?) AND date_created < ?""";

    private static final String OLDEST_OF_ONE = """
            id = (SELECT min(id) FROM idempotent_answer WHERE organization_id = ?)""";

    private final Session session;

    JdbcIdempotency(Session session) {
        this.session = session;
    }

    @Override
    public Optional<FirstAnswer> find(Organization organization, IdempotencyKey key) {
        return Sql.of(FIND, organization.name(), key.value())
                .first(
                        session,
                        row -> new FirstAnswer(
                                row.getString(1), row.getBytes(2), Instant.ofEpochMilli(row.getLong(3))));
    }

    @Override
    public void put(Organization organization, IdempotencyKey key, FirstAnswer answer) {
        long id = Organizations.findOrAdd(session, organization);
        delete("organization_id = ? AND key = ?", id, key.value());
        Sql.of(
                        INSERT,
                        id,
                        key.value(),
                        answer.request(),
                        answer.answer(),
                        answer.dateCreated().toEpochMilli())
                .update(session);
        count(id, answer.size());
    }

    private void count(long organization, long bytes) {
        Sql.of("UPDATE organization SET answer_bytes = answer_bytes + ? WHERE id = ?", bytes, organization)
                .update(session);
    }

    private void delete(String which, Object... arguments) {
        List<Deleted> deleted = Sql.of("DELETE FROM idempotent_answer WHERE ")
                .add(which, arguments)
                .add(DELETED)
                .list(session, row -> new Deleted(row.getLong(1), row.getLong(2) + FirstAnswer.BYTES_BESIDE));
        deleted.forEach(one -> count(one.organization(), -one.bytes()));
    }

    private record Deleted(long organization, long bytes) {}

    @Override
    public void prune(Instant before, int most) {
        delete(OLDEST_OF_ALL, most, before.toEpochMilli());
    }

    @Override
    public void limit(Organization organization, long mostBytes) {
        OptionalLong id = Organizations.find(session, organization);
        while (id.isPresent() && bytes(id.getAsLong()) > mostBytes) {
            delete(OLDEST_OF_ONE, id.getAsLong());
        }
    }

    private long bytes(long organization) {
        return Sql.of("SELECT answer_bytes FROM organization WHERE id = ?", organization)
                .number(session);
    }
}
