package io.serialpass.storage.jdbc;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.Event;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.event.WalletEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.EventWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** The event log that one connection sees. One thread writes to it, so positions are in commit order. */
public class JdbcEvents implements EventWriter {

    /** A row of VALUES: to insert what a query selects costs twice as much, since SQLite keeps pages aside then. */
    private static final String APPEND_OF_TYPE = """
        INSERT INTO event (organization_id, time, type, body)
        VALUES ((SELECT organization_id FROM pass_type WHERE identifier = ?), ?, ?, ?)\
        """;

    private static final String APPEND = "INSERT INTO event (organization_id, time, type, body) VALUES (?, ?, ?, ?)";

    private static final String BOUNDS = """
        SELECT coalesce((SELECT min(position) FROM event), 0), coalesce((SELECT max(position) FROM event), 0)\
        """;

    private static final String SELECT = """
        SELECT e.position, e.time, o.name, e.type, e.body FROM event e
        JOIN organization o ON o.id = e.organization_id WHERE %s e.position > ? ORDER BY e.position LIMIT ?\
        """;

    private static final String LIST = SELECT.formatted("");

    private static final String LIST_OF_ONE = SELECT.formatted("e.organization_id = ? AND");

    private static final String PUT_POSITION = """
        INSERT INTO event_consumer (name, position) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET position = excluded.position\
        """;

    /** Of the oldest events, the first that is neither too old nor beyond the number; the one after them where all are. */
    private static final String FIRST_STAYING = """
        WITH oldest AS (SELECT position, time FROM event ORDER BY position LIMIT ?)
        SELECT coalesce(
            (SELECT min(position) FROM oldest WHERE time >= ? AND position > ?),
            (SELECT max(position) + 1 FROM oldest))\
        """;

    private final Session session;

    public JdbcEvents(Session session) {
        this.session = session;
    }

    @Override
    public void append(WalletEvent event, Instant time) {
        Sql.of(
                        APPEND_OF_TYPE,
                        event.passTypeIdentifier().value(),
                        time.toEpochMilli(),
                        event.type().code(),
                        EventBody.write(event))
                .update(session);
    }

    @Override
    public void append(Organization organization, SerialNumberEvent event, Instant time) {
        Sql.of(
                        APPEND,
                        Organizations.findOrAdd(session, organization),
                        time.toEpochMilli(),
                        event.type().code(),
                        EventBody.write(event))
                .update(session);
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
                row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), new Organization(row.getString(3)), event);
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

    @Override
    public void putPosition(ConsumerName consumer, long position) {
        Sql.of(PUT_POSITION, consumer.value(), position).update(session);
    }

    @Override
    public void removeConsumer(ConsumerName consumer) {
        Sql.of("DELETE FROM event_consumer WHERE name = ?", consumer.value()).update(session);
    }

    @Override
    public int trim(Instant before, long most, int atOnce) {
        EventBounds bounds = bounds();
        if (bounds.newest() == 0) {
            return 0;
        }
        long firstStaying = Sql.of(FIRST_STAYING, atOnce, before.toEpochMilli(), bounds.newest() - most)
                .number(session);
        long read = consumers().stream()
                .mapToLong(EventConsumer::position)
                .findFirst()
                .orElse(Long.MAX_VALUE);
        long last = Math.min(firstStaying - 1, Math.min(read, bounds.newest() - 1));
        return Sql.of("DELETE FROM event WHERE position <= ?", last).update(session);
    }
}
