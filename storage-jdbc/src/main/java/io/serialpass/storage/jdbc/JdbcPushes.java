package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAddress;
import io.serialpass.push.PushCandidate;
import io.serialpass.push.PushPage;
import io.serialpass.push.PushRecord;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushWalk;
import io.serialpass.storage.PushWriter;
import io.serialpass.storage.jdbc.sql.Chunks;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The pushes that one connection sees. */
final class JdbcPushes implements PushWriter {

    private static final String TYPE = "(SELECT id FROM pass_type WHERE identifier = ?)";

    private static final String WALKS = """
            SELECT t.identifier, w.item_id, w.from_tag, w.after, w.again_from FROM push_walk w
            JOIN pass_type t ON t.id = w.pass_type_id""";

    private static final String PUT_WALK = """
            INSERT INTO push_walk (pass_type_id, item_id, from_tag, after, again_from)
            SELECT id, ?, ?, ?, CAST(? AS BIGINT) FROM pass_type WHERE identifier = ?
            ON CONFLICT (pass_type_id, item_id) DO UPDATE
            SET from_tag = excluded.from_tag, after = excluded.after, again_from = excluded.again_from""";

    private static final String RECORD =
            "SELECT " + PushRecordRows.COLUMNS + " FROM push_record s JOIN pass_type t ON t.id = s.pass_type_id";

    private static final String PUT_RECORDS = """
            INSERT INTO push_record (pass_type_id, push_token, device, told_tag, time, verdict, status, reason, gone_since,
                failures, next) VALUES\s""";

    private static final String IN_ITS_PLACE = """
             ON CONFLICT (pass_type_id, <key:push_token>) DO UPDATE
            SET device = excluded.device, told_tag = excluded.told_tag, time = excluded.time, verdict = excluded.verdict,
                status = excluded.status, reason = excluded.reason, gone_since = excluded.gone_since,
                failures = excluded.failures, next = excluded.next""";

    /** How many records one statement stores at most: that costs half of a statement for each. */
    private static final int MOST_AT_ONCE = 64;

    private static final String LAST_OF_SLICE = """
            SELECT pass_type_id, push_token FROM push_record WHERE (pass_type_id, <key:push_token>) > (?, <key:?>)
            ORDER BY pass_type_id, <key:push_token> LIMIT 1 OFFSET ?""";

    private static final String LAST_OF_ALL = """
            SELECT pass_type_id, push_token FROM push_record ORDER BY pass_type_id DESC, <key:push_token> DESC LIMIT 1""";

    private static final String TRIM = """
            DELETE FROM push_record WHERE (pass_type_id, <key:push_token>) > (?, <key:?>)
                AND (pass_type_id, <key:push_token>) <= (?, <key:?>)
                AND time < ? AND next IS NULL""";

    private final Session session;

    JdbcPushes(Session session) {
        this.session = session;
    }

    @Override
    public List<PushWalk> walks() {
        return Sql.of(WALKS).list(session, JdbcPushes::walk);
    }

    private static PushWalk walk(ResultSet row) throws SQLException {
        long item = row.getLong(2);
        PushScope scope = new PushScope(
                new PassTypeIdentifier(row.getString(1)), item == 0 ? Optional.empty() : Optional.of(new ItemId(item)));
        UpdateTag from = new UpdateTag(row.getLong(3));
        long after = row.getLong(4);
        return new PushWalk(scope, from, after, NullableColumns.number(row, 5).map(UpdateTag::new));
    }

    @Override
    public PushPage page(PushWalk walk, int most) {
        PassTypeIdentifier type = walk.scope().type();
        OptionalLong last = walk.scope()
                .item()
                .map(item -> PushCandidates.lastSerialNumber(session, item, walk.after(), most))
                .orElseGet(() -> PushCandidates.lastRegistration(session, type, walk.after(), most));
        if (last.isEmpty()) {
            return new PushPage(List.of(), newestOf(type), last);
        }
        List<PushCandidate> candidates = walk.scope()
                .item()
                .map(item -> PushCandidates.ofItem(type, item, walk.after(), last.getAsLong()))
                .orElseGet(() -> PushCandidates.ofType(type, walk.after(), last.getAsLong()))
                .list(session, PushCandidates::map);
        return new PushPage(candidates, newestOf(type), last);
    }

    @Override
    public PushPage registrationsOf(PassTypeIdentifier type, Collection<PassSerialNumber> passes) {
        List<String> values =
                passes.stream().map(PassSerialNumber::value).distinct().toList();
        List<PushCandidate> candidates = new ArrayList<>();
        for (List<String> chunk : Chunks.of(values, 256)) {
            candidates.addAll(PushCandidates.ofPasses(type, chunk).list(session, PushCandidates::map));
        }
        return new PushPage(candidates, newestOf(type), OptionalLong.empty());
    }

    @Override
    public PushPage registrationsOf(PassTypeIdentifier type, DeviceLibraryIdentifier device) {
        List<PushCandidate> candidates = PushCandidates.ofDevice(type, device).list(session, PushCandidates::map);
        return new PushPage(candidates, newestOf(type), OptionalLong.empty());
    }

    @Override
    public Optional<PushRecord> record(PassTypeIdentifier type, PushToken token) {
        return Sql.of(RECORD + " WHERE t.identifier = ? AND <key:s.push_token> = <key:?>", type.value(), token.value())
                .first(session, PushRecordRows::map);
    }

    @Override
    public List<PushRecord> due(Instant now, int most) {
        return dueAt(now.toEpochMilli(), most).list(session, PushRecordRows::map);
    }

    static Sql dueAt(long now, int most) {
        return Sql.of(RECORD + " WHERE s.next IS NOT NULL AND s.next <= ? ORDER BY s.next LIMIT ?", now, most);
    }

    private UpdateTag newestOf(PassTypeIdentifier type) {
        return new UpdateTag(Sql.of("SELECT last_tag FROM pass_type WHERE identifier = ?", type.value())
                .optionalNumber(session)
                .orElse(0));
    }

    @Override
    public void putWalk(PushWalk walk) {
        Sql.of(
                        PUT_WALK,
                        walk.scope().item().map(ItemId::value).orElse(0L),
                        walk.from().value(),
                        walk.after())
                .bind(walk.again().map(UpdateTag::value).orElse(null))
                .bind(walk.scope().type().value())
                .update(session);
    }

    @Override
    public void removeWalk(PushScope scope) {
        Sql.of(
                        "DELETE FROM push_walk WHERE pass_type_id = " + TYPE + " AND item_id = ?",
                        scope.type().value(),
                        scope.item().map(ItemId::value).orElse(0L))
                .update(session);
    }

    @Override
    public void put(Collection<PushRecord> records) {
        Map<PassTypeIdentifier, List<PushRecord>> byType =
                records.stream().collect(Collectors.groupingBy(PushRecord::type));
        byType.forEach((type, ofType) -> {
            OptionalLong id = Sql.of("SELECT id FROM pass_type WHERE identifier = ?", type.value())
                    .optionalNumber(session);
            if (id.isPresent()) {
                Chunks.of(ofType, MOST_AT_ONCE).forEach(chunk -> put(id.getAsLong(), chunk));
            }
        });
    }

    private void put(long type, List<PushRecord> chunk) {
        Sql sql = Sql.of(PUT_RECORDS + Chunks.repeat("(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", chunk) + IN_ITS_PLACE);
        for (PushRecord record : chunk) {
            sql.add(
                            "",
                            type,
                            record.token().value(),
                            record.device().value(),
                            record.told().value(),
                            record.time().toEpochMilli(),
                            PushVerdicts.code(record.answer().verdict()),
                            record.answer().status(),
                            record.answer().reason())
                    .bind(record.answer().goneSince().map(Instant::toEpochMilli).orElse(null))
                    .bind(record.failures())
                    .bind(record.retry().map(Instant::toEpochMilli).orElse(null));
        }
        sql.update(session);
    }

    @Override
    public void remove(PassTypeIdentifier type, PushToken token) {
        Sql.of(
                        "DELETE FROM push_record WHERE pass_type_id = " + TYPE + " AND <key:push_token> = <key:?>",
                        type.value(),
                        token.value())
                .update(session);
    }

    @Override
    public Optional<PushAddress> trim(Optional<PushAddress> after, Instant before, int most) {
        Key from = after.flatMap(this::key).orElse(Key.FIRST);
        Optional<Key> last = Sql.of(LAST_OF_SLICE, from.type(), from.token(), most - 1)
                .first(session, Key::of)
                .or(() -> Sql.of(LAST_OF_ALL).first(session, Key::of));
        last.ifPresent(to -> Sql.of(TRIM, from.type(), from.token(), to.type(), to.token(), before.toEpochMilli())
                .update(session));
        return last.filter(to -> isMoreAfter(to)).flatMap(this::address);
    }

    /** The key of a row: the number of its type and its token. */
    private record Key(long type, String token) {
        static final Key FIRST = new Key(0, "");

        static Key of(ResultSet row) throws SQLException {
            return new Key(row.getLong(1), row.getString(2));
        }
    }

    private boolean isMoreAfter(Key key) {
        return Sql.of(LAST_OF_SLICE, key.type(), key.token(), 0)
                .first(session, Key::of)
                .isPresent();
    }

    private Optional<Key> key(PushAddress address) {
        return Sql.of(
                        "SELECT id, CAST(? AS TEXT) FROM pass_type WHERE identifier = ?",
                        address.token().value(),
                        address.type().value())
                .first(session, Key::of);
    }

    private Optional<PushAddress> address(Key key) {
        return Sql.of("SELECT identifier FROM pass_type WHERE id = ?", key.type())
                .first(
                        session,
                        row -> new PushAddress(new PassTypeIdentifier(row.getString(1)), new PushToken(key.token())));
    }
}
