package io.serialpass.storage.jdbc.unit;

import io.serialpass.event.Event;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.jdbc.ActorColumn;
import io.serialpass.storage.jdbc.EventBody;
import io.serialpass.storage.jdbc.Organizations;
import io.serialpass.storage.jdbc.sql.Chunks;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.turn.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The events that the units of work of one transaction add. They stay in memory until the transaction ends, since nobody else
 * adds events meanwhile: written within a unit of work, each would cost a statement, and two pages that SQLite puts aside for its
 * savepoint. A unit of work that reads the log stores them first. For the one thread that holds the connection.
 */
final class GroupEvents {

    private static final String APPEND =
            "INSERT INTO event (position, organization_id, time, type, body, actor) VALUES ";

    /** How many events one statement adds at most: that costs half of a statement for each. */
    private static final int MOST_AT_ONCE = 64;

    /** Bounds the memory that events of very many rows take, in characters. */
    private static final int MOST_WAITING = 1 << 20;

    private record Waiting(
            long organization,
            long time,
            int type,
            String body,
            @Nullable String actor) {}

    private final Session session;
    private final List<Waiting> waiting = new ArrayList<>();

    /** The owners of pass types, as this transaction has looked them up. */
    private final Map<PassTypeIdentifier, Long> owners = new HashMap<>();

    /** The numbers of organizations, as this transaction has looked them up or added them. */
    private final Map<Organization, Long> organizations = new HashMap<>();

    /** How many of those that wait are of units of work before the one under way. */
    private int before;

    /** How many of those that wait the unit of work under way has stored. If the unit is undone, that is undone with it. */
    private int stored;

    private long characters;

    GroupEvents(Session session) {
        this.session = session;
    }

    /**
     * Tells who owns a pass type.
     *
     * @throws StorageException if nobody does
     */
    long ownerOf(PassTypeIdentifier type) {
        return owners.computeIfAbsent(
                type,
                any -> Sql.of("SELECT organization_id FROM pass_type WHERE identifier = ?", type.value())
                        .optionalNumber(session)
                        .orElseThrow(() -> new StorageException("the pass type " + type.value() + " is nobody's")));
    }

    /** The number of an organization, which is added if the store does not know it. */
    long numberOf(Organization organization) {
        return organizations.computeIfAbsent(organization, any -> Organizations.findOrAdd(session, any));
    }

    /** To be told before a pass type may get another owner. */
    void forgetOwners() {
        owners.clear();
    }

    void add(long organization, Event event, Instant time) {
        String body = EventBody.write(event);
        String actor = ActorColumn.write(Turn.current().actor());
        waiting.add(new Waiting(organization, time.toEpochMilli(), event.type().code(), body, actor));
        characters += body.length();
        if (characters > MOST_WAITING) {
            store();
        }
    }

    /** To be told at the end of a unit of work that is kept. */
    void keep() {
        waiting.subList(0, stored).clear();
        stored = 0;
        before = waiting.size();
    }

    /** To be told when a unit of work was undone. */
    void undo() {
        waiting.subList(before, waiting.size()).clear();
        stored = 0;
        owners.clear();
        organizations.clear();
    }

    /** To be told when a transaction begins. */
    void forget() {
        waiting.clear();
        owners.clear();
        organizations.clear();
        before = 0;
        stored = 0;
        characters = 0;
    }

    /** Brings the log in the store in step with the events that this transaction has added. */
    void store() {
        if (stored == waiting.size()) {
            return;
        }
        // Not left to the database: a sequence would leave gaps where a unit of work is undone.
        long position = Sql.of("SELECT coalesce(max(position), 0) FROM event").number(session);
        for (List<Waiting> chunk : Chunks.of(waiting.subList(stored, waiting.size()), MOST_AT_ONCE)) {
            Sql sql = Sql.of(APPEND + Chunks.repeat("(?, ?, ?, ?, ?, ?)", chunk));
            for (Waiting event : chunk) {
                sql.add("", ++position, event.organization(), event.time(), event.type(), event.body())
                        .bind(event.actor());
            }
            sql.update(session);
        }
        stored = waiting.size();
        characters = 0;
    }
}
