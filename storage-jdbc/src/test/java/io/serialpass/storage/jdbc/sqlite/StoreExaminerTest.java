package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.event.PassTypeEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreFinding;
import io.serialpass.storage.UnusableStorageException;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check tells what is wrong with a damaged store, and changes nothing. */
class StoreExaminerTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.a");
    private static final Instant T0 = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private Path store;
    private String url = "";

    @BeforeAll
    static void makeOne() {
        try (Storage storage = Storages.open("jdbc:sqlite:" + shared.resolve("store.db"))) {
            storage.write(tx -> {
                fill(tx);
                return true;
            });
        }
    }

    private static void fill(WriteTransaction tx) {
        TryStore.insert(tx, "A");
        Item item = tx.items().find(ACME, new ItemReference("A")).orElseThrow();
        tx.serialNumbers()
                .insert(
                        IntStream.range(0, 200)
                                .mapToObj(i -> new NewSerialNumber(
                                        item,
                                        new SerialNumberDetails(
                                                new SerialNumberValue("v" + i),
                                                SerialNumberStatus.NEW,
                                                OptionalLong.empty())))
                                .toList(),
                        T0);
        tx.passTypes().claim(TYPE, ACME, T0);
        tx.passTypes().claim(new PassTypeIdentifier("pass.b"), ACME, T0);
        UpdateTag tag = tx.passes().takeTag(TYPE, T0);
        PassId id = new PassId(TYPE, new PassSerialNumber("1"));
        tx.passes()
                .insert(
                        new NewPass(
                                id,
                                ACME,
                                new AuthenticationToken("0123456789abcdef"),
                                Optional.empty(),
                                PassDetails.NONE),
                        tag,
                        T0);
        tx.registrations().insert(new DeviceLibraryIdentifier("D"), id, new PushToken("push"), tag, T0);
        tx.events().append(PassTypeEvent.ofType(TYPE, tag), T0);
    }

    @BeforeEach
    void copyIt() {
        store = directory.resolve("store.db");
        TryStore.copy(shared.resolve("store.db"), store);
        url = "jdbc:sqlite:" + store;
    }

    private List<StoreFinding> check() {
        List<StoreFinding> findings = new ArrayList<>();
        Storages.check(url, findings::add);
        return findings;
    }

    private void run(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void eachCheckOfASoundStoreSaysWhatItSaw() throws Exception {
        byte[] before = Files.readAllBytes(store);
        List<StoreFinding> findings = check();
        assertThat(findings).allMatch(StoreFinding::isSound);
        assertThat(findings)
                .extracting(StoreFinding::check)
                .containsExactly(
                        "space",
                        "schema",
                        "integrity",
                        "references",
                        "totals",
                        "update tags",
                        "registrations",
                        "owners",
                        "event log",
                        "tags of events",
                        "consumers");
        assertThat(store).hasBinaryContent(before);
    }

    /** As long as the check reads, the server writes. */
    @Test
    void aServerWorksWithTheStoreMeanwhile() {
        try (Storage server = Storages.open(url)) {
            List<StoreFinding> findings = new ArrayList<>();
            Storages.check(url, finding -> {
                TryStore.insert(server, "while " + finding.check());
                findings.add(finding);
            });
            assertThat(findings).hasSize(11).allMatch(StoreFinding::isSound);
            assertThat(TryStore.holds(server, "while totals")).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            totals        | UPDATE serial_number_count SET count = 199                        | 1 totals of items
            totals        | UPDATE serial_number_total SET count = count + 1                  | organizations
            totals        | UPDATE pass_type SET passes = 2                                   | pass types are not
            totals        | UPDATE pass_type SET voided_passes = 1                            | pass.a
            update tags   | UPDATE pass SET update_tag = update_tag + 1                       | 1 passes have a version
            update tags   | UPDATE pass SET last_modified = 4000000000                        | passes have a version
            update tags   | UPDATE registration SET update_tag = update_tag + 1               | registrations have a tag
            update tags   | UPDATE pass_type SET content_tag = last_tag + 1                   | 2 pass types
            registrations | UPDATE registration SET pass_id = 99                              | point at no pass
            registrations | UPDATE registration SET pass_type_id = 3 - pass_type_id           | another pass type
            owners        | INSERT INTO organization (id, name) VALUES (9, 'x'); UPDATE serial_number SET organization_id = 9 | 200 serial
            event log     | UPDATE event SET type = 99                                        | after position 0 cannot be read
            event log     | UPDATE event SET body = 'x'                                       | after position 0 cannot be read
            consumers     | INSERT INTO event_consumer VALUES ('push', 2)                     | push (2)
            """)
    void whatIsWrongIsTold(String check, String damage, String said) throws Exception {
        run(damage.split(";"));
        assertThat(check())
                .filteredOn(finding -> finding.check().equals(check))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isSound()).isFalse();
                    assertThat(finding.text()).hasLineCount(1).contains(said);
                });
    }

    @Test
    void aRowThatAnIndexDoesNotHaveIsTold() throws Exception {
        // The index is made of another column, and then said to be of the one that it was of.
        run(
                "DROP INDEX registration_by_pass",
                "CREATE INDEX registration_by_pass ON registration (date_created, pass_id)",
                "PRAGMA writable_schema = 1",
                "UPDATE sqlite_schema SET sql = 'CREATE INDEX registration_by_pass ON registration (pass_id, date_created)'"
                        + " WHERE name = 'registration_by_pass'");
        assertThat(check())
                .filteredOn(finding -> finding.check().equals("integrity"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.isSound()).isFalse();
                    assertThat(finding.text()).contains("registration_by_pass", "restore");
                });
    }

    @Test
    void damagedPagesAreToldAndDoNotEndTheCheckWithAStack() throws Exception {
        StoreStartTest.damage(store);
        try {
            assertThat(check()).anyMatch(finding -> !finding.isSound());
        } catch (UnusableStorageException e) {
            assertThat(e).hasMessageContaining("damaged");
        }
    }

    @Test
    void aStoreOfAnotherVersionIsNotUpgraded() throws Exception {
        run("DELETE FROM serialpass_schema_history WHERE version = '" + SqliteSchema.VERSION + "'");
        List<StoreFinding> findings = check();
        assertThat(findings).hasSize(2);
        assertThat(findings.get(1)).matches(finding -> !finding.isSound());
        assertThat(findings.get(1).text()).contains("version " + (SqliteSchema.VERSION - 1), "upgrades the store");
    }

    @Test
    void whatIsNoStoreIsRefused() throws Exception {
        Files.delete(store);
        assertThatThrownBy(this::check)
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("no store");
        assertThat(store).doesNotExist();
        Files.writeString(
                store, "no database at all, and longer than a header of one would be, so that it is looked into");
        assertThatThrownBy(this::check)
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("not a Serialpass store");
    }
}
