package io.serialpass.storage.jdbc;

import io.serialpass.event.ActivityCount;
import io.serialpass.event.ActivityKind;
import io.serialpass.event.HourOfActivity;
import io.serialpass.organization.Organization;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.ActivityWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often things happened in each hour, as one connection sees it. */
final class JdbcActivity implements ActivityWriter {

    private static final String LIST = """
            SELECT a.hour, a.kind, a.count FROM activity a
            WHERE a.organization_id = (SELECT o.id FROM organization o WHERE o.name = ?)""";

    private static final String ADD = """
            INSERT INTO activity (organization_id, hour, kind, count)
            SELECT t.organization_id, ?, ?, ? FROM pass_type t WHERE t.identifier = ?
            ON CONFLICT (organization_id, hour, kind) DO UPDATE SET count = activity.count + excluded.count""";

    private final Session session;

    JdbcActivity(Session session) {
        this.session = session;
    }

    @Override
    public List<HourOfActivity> list(Organization organization, TimeRange range) {
        Map<Instant, Map<ActivityKind, Long>> hours = new TreeMap<>();
        listOf(organization, range)
                .list(
                        session,
                        row -> hours.computeIfAbsent(
                                        Instant.ofEpochMilli(row.getLong(1)), hour -> new EnumMap<>(ActivityKind.class))
                                .put(ActivityKind.ofCode(row.getInt(2)), row.getLong(3)));
        return hours.entrySet().stream()
                .map(hour -> new HourOfActivity(hour.getKey(), hour.getValue()))
                .toList();
    }

    static Sql listOf(Organization organization, TimeRange range) {
        Sql sql = Sql.of(LIST, organization.name());
        return TimeConditions.within("a.hour", range)
                .map(within -> sql.add(" AND ").add(within))
                .orElse(sql);
    }

    @Override
    public void add(Collection<ActivityCount> counts) {
        for (ActivityCount count : counts) {
            Sql.of(
                            ADD,
                            count.hour().toEpochMilli(),
                            count.kind().code(),
                            count.count(),
                            count.passTypeIdentifier().value())
                    .update(session);
        }
    }

    @Override
    public int trim(Instant before) {
        return trimBefore(before).update(session);
    }

    static Sql trimBefore(Instant before) {
        return Sql.of("DELETE FROM activity WHERE hour < ?", before.toEpochMilli());
    }
}
