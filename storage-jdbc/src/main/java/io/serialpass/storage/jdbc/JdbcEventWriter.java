package io.serialpass.storage.jdbc;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.storage.EventWriter;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;

/**
 * The event log that one connection sees and trims. Each database adds events in a way of its own.
 *
 * @since 0.1
 */
public abstract class JdbcEventWriter extends JdbcEvents implements EventWriter {

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

    protected JdbcEventWriter(Session session) {
        super(session);
        this.session = session;
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
