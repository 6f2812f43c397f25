package io.serialpass.storage.jdbc;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.Event;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.LoggedEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.EventReader;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * The event log that one connection sees.
 *
 * @since 0.1
 */
public class JdbcEvents implements EventReader {

    private static final String BOUNDS = """
        SELECT coalesce((SELECT min(position) FROM event), 0), coalesce((SELECT max(position) FROM event), 0)\
        """;

    private static final String SELECT = """
        SELECT e.position, e.time, o.name, e.type, e.body, e.actor FROM event e
        JOIN organization o ON o.id = e.organization_id WHERE %s e.position > ? ORDER BY e.position LIMIT ?\
        """;

    private static final String LIST = SELECT.formatted("");

    private static final String LIST_OF_ONE = SELECT.formatted("e.organization_id = ? AND");

    private final Session session;

    public JdbcEvents(Session session) {
        this.session = session;
    }

    @Override
    public EventBounds bounds() {
        return Sql.of(BOUNDS)
                .list(session, row -> new EventBounds(row.getLong(1), row.getLong(2)))
                .get(0);
    }

    @Override
    public List<LoggedEvent> list(long after, int most) {
        return Sql.of(LIST, after, most).list(session, JdbcEvents::logged);
    }

    @Override
    public List<LoggedEvent> list(Organization organization, long after, int most) {
        OptionalLong id = Organizations.find(session, organization);
        return id.isEmpty() ? List.of() : listOfOne(id.getAsLong(), after, most).list(session, JdbcEvents::logged);
    }

    static Sql listOfOne(long organization, long after, int most) {
        return Sql.of(LIST_OF_ONE, organization, after, most);
    }

    private static LoggedEvent logged(ResultSet row) throws SQLException {
        Event event = EventBody.read(row.getInt(4), row.getString(5));
        return new LoggedEvent(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                new Organization(row.getString(3)),
                event,
                ActorColumn.read(row.getString(6)));
    }

    @Override
    public OptionalLong positionOf(ConsumerName consumer) {
        return Sql.of("SELECT position FROM event_consumer WHERE name = ?", consumer.value())
                .optionalNumber(session);
    }

    @Override
    public List<EventConsumer> consumers() {
        return Sql.of("SELECT name, position FROM event_consumer ORDER BY position, name")
                .list(session, row -> new EventConsumer(new ConsumerName(row.getString(1)), row.getLong(2)));
    }
}
