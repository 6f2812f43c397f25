package io.serialpass.storage.jdbc;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.jdbc.sql.Chunks;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.Pass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The passes that are tied to serial numbers, found and renewed many at a time. */
final class TiedPasses {

    private static final String FIND = PassRows.ROWS.all() + " WHERE p.serial_number_id IN (";

    private static final String RENEW = """
            UPDATE pass SET update_tag = v.column2, last_modified = v.column3, last_updated = v.column4
            FROM (VALUES\s""";

    private static final String NOTE_SECOND =
            "UPDATE pass_type SET last_second = ? WHERE identifier = ? AND last_second < ?";

    private static final int MOST_AT_ONCE = 1_024;

    private final Session session;

    TiedPasses(Session session) {
        this.session = session;
    }

    /** Finds the passes in the order of the ids of their serial numbers; those of one serial number oldest first. */
    List<Pass> find(Collection<SerialNumberId> serialNumbers) {
        List<Long> ids = serialNumbers.stream()
                .map(SerialNumberId::value)
                .distinct()
                .sorted()
                .toList();
        List<Pass> passes = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(ids, MOST_AT_ONCE)) {
            passes.addAll(Sql.of(FIND)
                    .add(Chunks.repeat("?", chunk), chunk.toArray())
                    .add(") ORDER BY p.serial_number_id, p.id")
                    .list(session, PassRows.MAPPER));
        }
        return passes;
    }

    /** Stores the versions of passes, each of which has one. */
    void renew(Collection<Pass> passes) {
        for (List<Pass> chunk : Chunks.of(List.copyOf(passes), MOST_AT_ONCE)) {
            Sql sql = Sql.of(RENEW).add(Chunks.repeat("(?, ?, ?, ?)", chunk));
            for (Pass pass : chunk) {
                sql.bind(pass.number())
                        .bind(pass.updateTag().value())
                        .bind(second(pass))
                        .bind(pass.lastUpdated().toEpochMilli());
            }
            sql.add(") AS v WHERE pass.id = v.column1").update(session);
        }
        Map<PassTypeIdentifier, Long> latest = new HashMap<>();
        passes.forEach(pass -> latest.merge(pass.id().passTypeIdentifier(), second(pass), Math::max));
        latest.forEach((type, second) ->
                Sql.of(NOTE_SECOND, second, type.value(), second).update(session));
    }

    private static long second(Pass pass) {
        return pass.lastModified().map(Instant::getEpochSecond).orElseThrow();
    }
}
