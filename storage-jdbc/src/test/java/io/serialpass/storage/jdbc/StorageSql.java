package io.serialpass.storage.jdbc;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.ApiTokenHash;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.TimeRange;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sql.Sql;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.UpdatedPassesQuery;
import io.serialpass.webhook.WebhookId;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** SQL that a test runs on the connections of a storage. */
public final class StorageSql {

    private static final PassTypeIdentifier ANY = new PassTypeIdentifier("pass.a");

    private StorageSql() {}

    /** Reads one number, as the storage reads everything. */
    public static long number(Storage storage, String sql) {
        return storage.read(view -> Sql.of(sql).number(((JdbcView) view).session()));
    }

    /** The steps in which SQLite runs a statement. */
    public static List<String> explain(Storage storage, Function<Session, Sql> statement) {
        return storage.read(view -> {
            Session session = ((JdbcView) view).session();
            return Sql.of("EXPLAIN QUERY PLAN ")
                    .add(statement.apply(session).condition())
                    .list(session, row -> row.getString("detail"));
        });
    }

    /** How SQLite finds the passes that are new to a device. */
    public static List<String> explain(Storage storage, UpdatedPassesQuery query) {
        return explain(storage, session -> JdbcRegistrations.updated(query, 0));
    }

    /** How SQLite finds the serial numbers to reserve. */
    public static List<String> explainReserve(Storage storage) {
        return explain(
                storage, session -> JdbcSerialNumberWriter.reserved(new ItemId(1), 1, Optional.empty(), Instant.EPOCH));
    }

    /** How SQLite finds the reservations that have ended. */
    public static List<String> explainEndReservations(Storage storage) {
        return explain(storage, session -> JdbcSerialNumberWriter.ended(Instant.EPOCH, 1));
    }

    /** How SQLite finds the next end of a reservation. */
    public static List<String> explainNextReservationEnd(Storage storage) {
        return explain(storage, session -> JdbcSerialNumbers.nextEnd());
    }

    /** How SQLite finds the events of one organization. */
    public static List<String> explainEvents(Storage storage) {
        return explain(storage, session -> JdbcEvents.listOfOne(1, 1, 1));
    }

    /** How SQLite goes on with a walk through the registrations of a type. */
    public static List<String> explainWalk(Storage storage) {
        return explain(storage, session -> PushCandidates.ofType(ANY, 1, 1_000));
    }

    /** How SQLite goes on with a walk through the passes of an item. */
    public static List<String> explainWalkOfItem(Storage storage) {
        return explain(storage, session -> PushCandidates.ofItem(ANY, new ItemId(1), 1, 1_000));
    }

    /** How SQLite finds the registrations of some passes. */
    public static List<String> explainRegistrationsOfPasses(Storage storage) {
        return explain(storage, session -> PushCandidates.ofPasses(ANY, List.of("1", "2")));
    }

    /** How SQLite finds the registrations of a device. */
    public static List<String> explainRegistrationsOfDevice(Storage storage) {
        return explain(storage, session -> PushCandidates.ofDevice(ANY, new DeviceLibraryIdentifier("d")));
    }

    /** How SQLite finds the pushes that are due. */
    public static List<String> explainDue(Storage storage) {
        return explain(storage, session -> JdbcPushes.dueAt(1, 1));
    }

    /** How SQLite finds the hours in which something happened. */
    public static List<String> explainActivity(Storage storage) {
        return explain(
                storage,
                session -> JdbcActivity.listOf(
                        new Organization("acme"), TimeRange.any().notBefore(Instant.EPOCH)));
    }

    /** How SQLite finds the hours that are old. */
    public static List<String> explainOldActivity(Storage storage) {
        return explain(storage, session -> JdbcActivity.trimBefore(Instant.EPOCH));
    }

    /** How SQLite finds the imports that run. */
    public static List<String> explainRunningImports(Storage storage) {
        return explain(storage, session -> JdbcImports.allRunning());
    }

    /** How SQLite finds the imports that are old. */
    public static List<String> explainOldImports(Storage storage) {
        return explain(storage, session -> JdbcImports.older(Instant.EPOCH, 1));
    }

    /** How SQLite finds the imports of an organization that are too many. */
    public static List<String> explainImportsBeyond(Storage storage) {
        return explain(storage, session -> JdbcImports.beyond(1, 1, 1));
    }

    /** How SQLite finds the messages of a webhook that are next. */
    public static List<String> explainUpcoming(Storage storage) {
        return explain(storage, session -> JdbcDeliveries.upcomingOf(new WebhookId(1), 1));
    }

    /** How SQLite finds the message that another one has to wait for. */
    public static List<String> explainBefore(Storage storage) {
        return explain(storage, session -> JdbcDeliveries.before(1));
    }

    /** How SQLite finds the messages that wait for another one. */
    public static List<String> explainBlocked(Storage storage) {
        return explain(storage, session -> JdbcDeliveries.blockedBy(1));
    }

    /** How SQLite finds the messages of a webhook that are old enough to go. */
    public static List<String> explainOld(Storage storage) {
        return explain(storage, session -> JdbcDeliveries.olderThan(new WebhookId(1), 1, 1));
    }

    /** How SQLite finds a token by its hash. */
    public static List<String> explainToken(Storage storage) {
        return explain(storage, session -> JdbcApiTokens.withHash(new ApiTokenHash("00")));
    }

    /** Runs a statement within a unit of work that writes. */
    public static void execute(WriteTransaction transaction, String sql) {
        ((JdbcTransaction) transaction).session().execute(sql);
    }

    /** The session of the thread that writes. */
    public static Session writer(Storage storage) {
        return storage.write(tx -> ((JdbcTransaction) tx).session());
    }

    /** Makes a store as full as a disk would. */
    public static void limitPages(Session writer, long pages) throws SQLException {
        set(writer, "max_page_count = " + pages);
    }

    /** Makes a store as read-only as a disk would, or ends that. */
    public static void makeReadOnly(Session writer, boolean readOnly) throws SQLException {
        set(writer, "query_only = " + readOnly);
    }

    private static void set(Session session, String pragma) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("PRAGMA " + pragma);
        }
    }
}
