package io.serialpass.storage.jdbc.unit;

import io.serialpass.event.EventBounds;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.OwnedEvent;
import io.serialpass.event.WalletEvent;
import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.JdbcEventWriter;
import io.serialpass.storage.jdbc.sql.Session;
import java.time.Instant;
import java.util.List;

/** The event log of the one writer, which keeps new events in memory until the transaction ends. */
final class WriterEvents extends JdbcEventWriter {

    private final GroupEvents events;

    WriterEvents(Session session, GroupEvents events) {
        super(session);
        this.events = events;
    }

    @Override
    public void append(WalletEvent event, Instant time) {
        events.add(events.ownerOf(event.passTypeIdentifier()), event, time);
    }

    @Override
    public void append(Organization organization, OwnedEvent event, Instant time) {
        events.add(events.numberOf(organization), event, time);
    }

    @Override
    public EventBounds bounds() {
        events.store();
        return super.bounds();
    }

    @Override
    public List<LoggedEvent> list(long after, int most) {
        events.store();
        return super.list(after, most);
    }

    @Override
    public List<LoggedEvent> list(Organization organization, long after, int most) {
        events.store();
        return super.list(organization, after, most);
    }

    @Override
    public int trim(Instant before, long most, int atOnce) {
        events.store();
        return super.trim(before, most, atOnce);
    }
}
