package io.serialpass.storage.jdbc.sqlite.lists;

import io.serialpass.inventory.SerialNumberSort;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.storage.jdbc.sql.Sql;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/**
 * The order in which an organization's serial numbers were made. Ids grow as dates of creation do, except where a clock ran
 * back: each two rows whose ids and dates differ in their order are within a range of ids that is noted. Ranges do not overlap.
 *
 * @param organizationId the organization
 * @param latest no serial number of the organization has a later date of creation, in milliseconds; 0 while it has none
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
     */
    public record Disorder(long first, long last) {}

    /** The column that a list by date of creation, or by id, is in the order of. */
    static String key(String table, Listing<SerialNumberSort> listing) {
        return table + (listing.sort() == SerialNumberSort.ID ? ".id" : ".date_created");
    }

    /** Leaves out what is not after the position of such a list; an index of either order seeks to it. */
    static void addBeyond(Sql sql, String table, Listing<SerialNumberSort> listing) {
        Listings.beyond(listing, key(table, listing), table + ".id")
                .ifPresent(condition -> sql.add(" AND ").add(condition));
    }

    /** Finds the order as it is before serial numbers are added. */
    public static CreationOrder find(Handle handle, Organization organization) {
        return Sql.of(FIND, organization.name())
                .list(handle, row -> new CreationOrder(row.getLong(1), row.getLong(2)))
                .get(0);
    }

    /** Notes rows that were added, all of one date; gives the order with them. */
    public CreationOrder added(Handle handle, Instant time, long newestId) {
        long date = time.toEpochMilli();
        if (date >= latest) {
            return new CreationOrder(organizationId, date);
        }
        // The first that the new rows are dated before; what is dated like that or later and has a smaller id is noted
        // with it.
        OptionalLong later = Sql.of(FIRST_LATER, organizationId, date).optionalNumber(handle);
        later.ifPresent(first -> noteDisorder(handle, first, newestId));
        return this;
    }

    private void noteDisorder(Handle handle, long first, long newestId) {
        long begin =
                disorderAt(handle, organizationId, first).map(Disorder::first).orElse(first);
        Sql.of("DELETE FROM serial_number_disorder WHERE organization_id = ? AND first_id >= ?", organizationId, begin)
                .update(handle);
        Sql.of("INSERT INTO serial_number_disorder VALUES (?, ?, ?)", organizationId, begin, newestId)
                .update(handle);
    }

    /** The range of disorder that an id is in. */
    static Optional<Disorder> disorderAt(Handle handle, long organizationId, long id) {
        return Sql.of(AT, organizationId, id).list(handle, row -> new Disorder(row.getLong(1), row.getLong(2))).stream()
                .filter(range -> range.last() >= id)
                .findFirst();
    }
}
