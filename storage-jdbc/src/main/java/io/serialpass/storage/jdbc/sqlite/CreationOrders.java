package io.serialpass.storage.jdbc.sqlite;

import io.serialpass.organization.Organization;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.storage.jdbc.sqlite.lists.CreationOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Tells what is to be known before serial numbers are added, and remembers it from one unit of work of a transaction to the
 * next, since looking it up each time would cost a create a tenth more. For the one thread that holds the connection.
 */
final class CreationOrders {

    private static final String LAST_ID =
            "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'serial_number'";

    private final Session session;
    private final Map<Organization, CreationOrder> known = new HashMap<>();
    private OptionalLong lastId = OptionalLong.empty();

    CreationOrders(Session session) {
        this.session = session;
    }

    /** To be told when what is remembered may no longer be so. */
    void forget() {
        known.clear();
        lastId = OptionalLong.empty();
    }

    /** The last id that was given, to whomever, those of deleted rows included. */
    long lastId() {
        if (lastId.isEmpty()) {
            lastId = OptionalLong.of(Sql.of(LAST_ID).number(session));
        }
        return lastId.getAsLong();
    }

    /** The order of an organization that has an item. */
    CreationOrder of(Organization organization) {
        return known.computeIfAbsent(organization, name -> CreationOrder.find(session, name));
    }

    /** Notes that an organization's order is another now, and the last id that was given. */
    void changed(Organization organization, CreationOrder order, long newestId) {
        known.put(organization, order);
        lastId = OptionalLong.of(newestId);
    }
}
