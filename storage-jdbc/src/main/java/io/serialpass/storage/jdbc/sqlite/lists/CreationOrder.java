package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The order in which an organization's serial numbers were made. Ids grow as dates of creation do, except where a clock ran
 * back: each two rows whose ids and dates differ in their order are within a range of ids that is noted. Ranges do not overlap.
 *
 * @param organizationId the organization
 * @param latest no serial number of the organization has a later date of creation, in milliseconds; 0 while it has none
 * @since 0.1
 */
public record CreationOrder(long organizationId, long latest) {

    private static final String FIND = """
            SELECT o.id, (SELECT max(s.date_created) FROM serial_number s INDEXED BY serial_number_by_date_created
                WHERE s.organization_id = o.id)
            FROM organization o WHERE o.name = ?""";

    private static final String FIRST_LATER = """
            SELECT s.id FROM serial_number s INDEXED BY serial_number_by_date_created
            WHERE s.organization_id = ? AND s.date_created > ? ORDER BY s.date_created, s.id LIMIT 1""";

    private static final String AT = """
            SELECT first_id, last_id FROM serial_number_disorder
            WHERE organization_id = ? AND first_id <= ? ORDER BY first_id DESC LIMIT 1""";

    /**
     * Ids of which not all are in the order of creation.
     *
     * @param first the first id
     * @param last the last id
     * @since 0.1
     */
    public record Disorder(long first, long last) {}

    /** The column that a list by date of creation, or by id, is sorted by. */
    static String key(String table, Listing<SerialNumberSort> listing) {
        return table + (listing.sort() == SerialNumberSort.ID ? ".id" : ".date_created");
    }

    /** Leaves out the rows up to the position of such a list; an index of either order seeks to it. */
    static void addBeyond(Sql sql, String table, Listing<SerialNumberSort> listing) {
        Listings.beyond(listing, key(table, listing), table + ".id")
                .ifPresent(condition -> sql.add(" AND ").add(condition));
    }

    /** The order of an organization as it is stored. */
    public static CreationOrder find(Session session, Organization organization) {
        return Sql.of(FIND, organization.name())
                .first(session, row -> new CreationOrder(row.getLong(1), row.getLong(2)))
                .orElseThrow();
    }

    /** Notes rows that were added, all of one date; gives the order with them. */
    public CreationOrder added(Session session, Instant time, long newestId) {
        long date = time.toEpochMilli();
        if (date >= latest) {
            return new CreationOrder(organizationId, date);
        }
        // The first that the new rows are dated before; what is dated like that or later and has a smaller id is noted
        // with it.
        OptionalLong later = Sql.of(FIRST_LATER, organizationId, date).optionalNumber(session);
        later.ifPresent(first -> noteDisorder(session, first, newestId));
        return this;
    }

    private void noteDisorder(Session session, long first, long newestId) {
        long begin =
                disorderAt(session, organizationId, first).map(Disorder::first).orElse(first);
        Sql.of("DELETE FROM serial_number_disorder WHERE organization_id = ? AND first_id >= ?", organizationId, begin)
                .update(session);
        Sql.of("INSERT INTO serial_number_disorder VALUES (?, ?, ?)", organizationId, begin, newestId)
                .update(session);
    }

    /** The range of disorder that an id is in. */
    static Optional<Disorder> disorderAt(Session session, long organizationId, long id) {
        return Sql.of(AT, organizationId, id)
                .list(session, row -> new Disorder(row.getLong(1), row.getLong(2)))
                .stream()
                .filter(range -> range.last() >= id)
                .findFirst();
    }
}
