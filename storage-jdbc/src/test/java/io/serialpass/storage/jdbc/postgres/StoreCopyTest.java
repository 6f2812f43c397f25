package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.event.EventType;
import io.serialpass.event.PassEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.CopiedTable;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreTable;
import io.serialpass.storage.UnusableStorageException;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.jdbc.CopiedTables;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store moves from an SQLite file into PostgreSQL, and back. */
@NeedsPostgres
class StoreCopyTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.acme");
    private static final PassId PASS = new PassId(TYPE, new PassSerialNumber("P-1"));
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** A row for each table that {@link #fill(WriteTransaction)} leaves empty. */
    private static final String OTHER_ROWS = """
            INSERT INTO api_token (organization_id, hash, name, role, date_created) VALUES (1, 'h', 'n', 1, 5);
            INSERT INTO pass_type_file (pass_type_id, name, content) VALUES (1, 'icon.png', x'00ff');
            INSERT INTO pass_label (pass_id, update_tag, voided) VALUES (1, 7, 1);
            INSERT INTO pass_barcode (organization_id, hash, pass_id) VALUES (1, 'h', 1), (1, 'i', 1);
            INSERT INTO barcode_walk (pass_type_id, after) VALUES (1, '');
            INSERT INTO pass_link (organization_id, hash, passes, date_created, expiration_date) VALUES (1, 'h', '1 t/s', 5, 6);
            INSERT INTO pass_link_pass (pass_id, link_id) VALUES (1, 1);
            INSERT INTO package_base (pass_type_id, revision, pkpass) VALUES (1, 2, x'01');
            INSERT INTO kept_package (pass_id, update_tag, last_modified, revision, difference) VALUES (1, 7, 8, 2, x'');
            INSERT INTO idempotent_answer (organization_id, key, request, answer, date_created) VALUES (1, 'k', 'r', x'02', 5);
            INSERT INTO web_service (id, url) VALUES (1, 'https://example.com');
            INSERT INTO event_consumer (name, position) VALUES ('push', 1);
            INSERT INTO push_walk (pass_type_id, item_id, from_tag, after) VALUES (1, 0, 7, 0);
            INSERT INTO push_record (pass_type_id, push_token, device, told_tag, time, verdict, status, reason, failures)
                VALUES (1, 'b', 'D', 7, 5, 0, 200, '', 0), (1, 'B', 'D', 7, 5, 0, 200, '', 0), (1, 'é', 'D', 7, 5, 0, 200, '', 0);
            INSERT INTO webhook (organization_id, url, events, enabled, secrets, from_position, dropped, date_created, last_updated)
                VALUES (1, 'https://example.com', '', 0, '', 0, 0, 5, 5);
            INSERT INTO webhook_delivery (webhook_id, message, position, time, type, body, state, attempts, status, reason,
                date_created) VALUES (1, 'm', 1, 5, 1, '{}', 0, 0, 0, '', 5);
            INSERT INTO webhook_scope (webhook_id, scope_group, member, delivery_id) VALUES (1, 'g', 'm', 1);
            INSERT INTO device_ask (device, pass_type_id, time) VALUES ('D', 1, 5);
            INSERT INTO pass_fetch (pass_id, time, update_tag, unchanged) VALUES (1, 5, 7, 1);
            INSERT INTO activity (organization_id, hour, kind, count) VALUES (1, 3600000, 1, 9);
            INSERT INTO import_run (organization_id, media_type, bytes, date_created, imported, rejected, blank, last_line, bytes_read,
                passed_over, state) VALUES (1, 'text/csv', 9, 5, 1, 1, 0, 3, 9, '', 2);
            INSERT INTO import_rejection (import_run_id, position, line, reason, description) VALUES (1, 1, 2, 'NOT_UNIQUE', 'd');""";

    private static final List<String> NAMES =
            CopiedTables.ALL.stream().map(StoreTable::name).toList();

    private static PostgresServer server;

    @TempDir
    private Path directory;

    private String file = "";
    private String name = "";
    private String database = "";

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    @BeforeEach
    void makeDatabase() {
        file = "jdbc:sqlite:" + directory.resolve("from.db");
        name = "copy_" + NUMBER.incrementAndGet();
        server.run("CREATE DATABASE " + name);
        database = server.url(name);
    }

    /** Makes a store that has rows of most kinds, and numbers that were given and whose rows are gone. */
    private static void fill(String url) {
        try (Storage storage = Storages.open(url)) {
            storage.write(StoreCopyTest::fill);
            storage.write(tx -> {
                // Older than the one before: the rows are not in the order of their times.
                Item item = tx.items().find(ACME, new ItemReference("ticket")).orElseThrow();
                SerialNumber last = add(tx, item, "last", T0.minusSeconds(5));
                tx.serialNumbers().delete(last.id());
                return add(tx, item, "old", T0.minusSeconds(60));
            });
            storage.write(tx -> {
                Item item = tx.items().find(ACME, new ItemReference("ticket")).orElseThrow();
                tx.serialNumbers().delete(add(tx, item, "gone", T0).id());
                return true;
            });
        }
    }

    private static SerialNumber add(WriteTransaction tx, Item item, String value, Instant time) {
        NewSerialNumber row = new NewSerialNumber(
                item,
                new SerialNumberDetails(SerialNumberValue.of(value), SerialNumberStatus.NEW, OptionalLong.empty()));
        return tx.serialNumbers().insert(List.of(row), time).get(0).orElseThrow();
    }

    private static boolean fill(WriteTransaction tx) {
        Item item = tx.items()
                .insert(ACME, ItemDetails.of(new ItemReference("ticket")), T0)
                .orElseThrow();
        SerialNumber sold = add(tx, item, "A-\ud83c\udfab", T0);
        tx.passTypes().claim(TYPE, ACME, T0);
        UpdateTag tag = tx.passes().takeTag(TYPE, T0);
        AuthenticationToken token = new AuthenticationToken("a token of this pass");
        Pass pass = tx.passes()
                .insert(new NewPass(PASS, ACME, token, Optional.of(sold.id()), PassDetails.NONE), tag, T0)
                .orElseThrow();
        byte[] pkpass = new byte[] {0, 1, -1};
        tx.passes().putPackage(PASS, pkpass, PackageHash.of(pkpass));
        tx.passes().update(pass.uploaded().nextVersion(tx.passes().takeTag(TYPE, T0), T0));
        tx.registrations().insert(new DeviceLibraryIdentifier("D"), PASS, new PushToken("push"), tag, T0);
        tx.deviceLogs().insert(List.of(DeviceLogMessage.parse("one"), DeviceLogMessage.parse("two")), T0);
        tx.events()
                .append(new PassEvent(EventType.PASS_VOIDED, TYPE, List.of(PASS.serialNumber()), Optional.empty()), T0);
        return true;
    }

    /** Changes the rows of an SQLite file as no server does. */
    private static void change(String url, String statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements.split(";")) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(String from, String to, String... said) {
        assertThatThrownBy(() -> copy(from, to))
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains(said)
                .doesNotContain("password");
    }

    private static List<CopiedTable> copy(String from, String to) {
        List<CopiedTable> tables = new ArrayList<>();
        Storages.copy(from, to, tables::add);
        return tables;
    }

    @Test
    void aStoreGoesIntoPostgresqlAndBackAndIsTheSame() {
        fill(file);
        change(file, OTHER_ROWS);
        List<CopiedTable> there = copy(file, database);
        assertThat(there).extracting(CopiedTable::name).containsExactlyElementsOf(NAMES);
        assertThat(there)
                .allSatisfy(table -> assertThat(table.rows()).as(table.name()).isPositive());
        String back = "jdbc:sqlite:" + directory.resolve("back.db");
        assertThat(copy(database, back)).isEqualTo(there);
        List<Object> original = seen(file);
        assertThat(seen(database)).isEqualTo(original);
        assertThat(seen(back)).isEqualTo(original);
    }

    private static Map<String, Long> rows(List<CopiedTable> tables) {
        Map<String, Long> rows = new HashMap<>();
        tables.forEach(table -> rows.put(table.name(), table.rows()));
        return rows;
    }

    /** What a server on the store sees, and the numbers and positions that it gives next. */
    private static List<Object> seen(String url) {
        try (Storage storage = Storages.open(url)) {
            List<Object> before = storage.read(view -> List.of(
                    view.serialNumbers()
                            .list(SerialNumberQuery.builder(ACME).build())
                            .rows(),
                    view.passes().find(PASS).orElseThrow(),
                    view.passes().packageOf(PASS).orElseThrow().length,
                    view.registrations().isRegistered(PASS),
                    view.events().list(0, 100)));
            List<Object> next = storage.write(tx -> {
                Item item = tx.items().find(ACME, new ItemReference("ticket")).orElseThrow();
                tx.deviceLogs().insert(List.of(DeviceLogMessage.parse("three")), T0);
                return List.of(
                        add(tx, item, "next", T0).id(),
                        tx.passes().takeTag(TYPE, T0),
                        tx.serialNumbers().count(item.id(), SerialNumberStatus.NEW));
            });
            return List.of(before, next);
        }
    }

    @Test
    void aCopyThatWasInterruptedIsRefusedByServersAndGoesOn() {
        fill(file);
        // The table of events refuses its rows, as a full disk would.
        Storages.open(database).close();
        server.run(name, "ALTER TABLE event ADD CONSTRAINT none CHECK (position < 0)");
        assertThatThrownBy(() -> copy(file, database))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("table event")
                .message()
                .doesNotContain("a token of this pass");
        assertThatThrownBy(() -> Storages.open(database))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("not complete");
        server.run(name, "ALTER TABLE event DROP CONSTRAINT none");
        assertThat(rows(copy(file, database))).containsEntry("event", 1L).containsEntry("registration", 1L);
        Storages.open(database).close();
    }

    @Test
    void aChangeMeanwhileIsFoundAtTheEnd() {
        fill(file);
        copy(file, database);
        server.run(name, "CREATE TABLE " + CopiedTables.MARK + " (id integer)");
        change(file, "UPDATE pass SET authentication_token = 'another'");
        assertRefused(file, database, "The table pass ", "Stop all servers");
    }

    @Test
    void aStoreThatHasRowsIsNotFilled() {
        fill(file);
        copy(file, database);
        assertRefused(file, database, "has rows already");
        String other = "jdbc:sqlite:" + directory.resolve("other.db");
        Storages.open(other).close();
        change(other, "INSERT INTO event_consumer (name, position) VALUES ('push', 1)");
        assertRefused(database, other, "has rows already", "event_consumer");
        assertRefused("memory:", other, "cannot be copied");
    }

    @Test
    void aStoreThatAServerUsesIsRefusedOnEitherSide() {
        fill(file);
        try (Storage running = Storages.open(file)) {
            assertRefused(file, database, "from.db is in use", "Stop the server");
            running.check();
        }
        copy(file, database);
        String other = "jdbc:sqlite:" + directory.resolve("other.db");
        try (Storage running = Storages.open(database)) {
            assertRefused(database, other, name + " is in use", "Stop all servers");
            assertRefused(file, database, name + " is in use");
            running.check();
        }
        try (Storage running = Storages.open(other)) {
            assertRefused(database, other, "other.db is in use");
            running.check();
        }
    }

    @Test
    void aStoreOfAnotherVersionIsRefusedAndNotUpgraded() {
        fill(file);
        String newer = "jdbc:sqlite:" + directory.resolve("newer.db");
        Storages.open(newer).close();
        change(newer, "UPDATE serialpass_schema_history SET version = '99' WHERE version = '1'");
        assertRefused(newer, database, "newer.db is of version 99");
        Storages.open(database).close();
        String last = " WHERE version = '" + PostgresSchema.VERSION + "'";
        server.run(name, "UPDATE serialpass_schema_history SET version = '1'" + last);
        assertRefused(database, newer, name + " is of the older version " + (PostgresSchema.VERSION - 1));
        server.run(name, "CREATE TABLE " + CopiedTables.MARK + " (id integer)");
        assertRefused(file, database, "another version has begun");
        change(file, "DELETE FROM serialpass_schema_history" + last);
        assertRefused(file, database, "from.db is of the older version", "upgrades it");
    }

    @Test
    void aCopyTakesEveryColumnOfEveryTable() {
        Storages.open(database).close();
        Set<String> copied = new HashSet<>();
        CopiedTables.ALL.forEach(table -> table.columns().forEach(column -> copied.add(table.name() + "." + column)));
        List<String> all = server.list(
                name,
                "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public'"
                        + " AND table_name NOT IN ('serialpass_schema_history', 'writer', 'writer_commit', 'ready_server',"
                        + " 'lease', 'device_log_last')");
        assertThat(all).containsExactlyInAnyOrderElementsOf(copied);
    }
}
