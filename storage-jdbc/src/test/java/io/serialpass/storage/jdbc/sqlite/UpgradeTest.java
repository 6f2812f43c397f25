package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventBounds;
import io.serialpass.event.EventType;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.organization.Role;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.UpdateTag;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** A store of an older version keeps what it holds. */
class UpgradeTest {

    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.a");

    @TempDir
    private Path directory;

    private static PassId id(String serialNumber) {
        return new PassId(TYPE, new PassSerialNumber(serialNumber));
    }

    private void storeOfVersion(String version, List<String> rows) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve("store.db"));
        Flyway.configure(SqliteSchema.class.getClassLoader())
                .configuration(SqliteSchema.flyway(source).getConfiguration())
                .target(version)
                .load()
                .migrate();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : rows) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void whereAClockRanBackBeforeVersionFiveIsFound() throws Exception {
        storeOfVersion(
                "4",
                List.of(
                        "INSERT INTO organization VALUES (1, 'acme'), (2, 'other')",
                        "INSERT INTO item VALUES (1, 1, 'A', 'A', NULL, NULL, 0, 0), (2, 2, 'A', 'A', NULL, NULL, 0,"
                                + " 0)",
                        "INSERT INTO serial_number VALUES (1, 1, 1, 'a', 0, NULL, 10, 0), (2, 2, 2, 'b', 0, NULL, 5,"
                                + " 0), (3, 1, 1, 'c', 0, NULL, 30, 0), (4, 1, 1, 'd', 0, NULL, 20, 0), (5, 2, 2, 'e', 0,"
                                + " NULL, 5, 0), (6, 1, 1, 'f', 0, NULL, 40, 0)"));
        try (SqliteStorage storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults())) {
            assertThat(StorageSql.number(storage, "SELECT count(*) FROM serial_number_disorder"))
                    .isEqualTo(1);
            assertThat(StorageSql.number(
                            storage,
                            "SELECT first_id * 100 + last_id FROM serial_number_disorder"
                                    + " WHERE organization_id = 1"))
                    .isEqualTo(104);
        }
    }

    /** Otherwise an upgrade would be a new version of all passes. */
    @Test
    void whatSignedBeforeVersionSevenIsInForce() throws Exception {
        storeOfVersion(
                "5",
                List.of(
                        "INSERT INTO organization VALUES (1, 'acme')",
                        "INSERT INTO pass_type (id, identifier, organization_id, last_tag, passes, voided_passes,"
                                + " signer, last_updated) VALUES (1, 'pass.a', 1, 9, 0, 0, 'abc https://new.example.com',"
                                + " 20), (2, 'pass.b', 1, 9, 0, 0, 'def https://old.example.com', 10), (3, 'pass.c', 1, 9,"
                                + " 0, 0, 'def', 10), (4, 'pass.d', 1, 9, 0, 0, NULL, 10)"));
        assertThat(upgraded())
                .isEqualTo(new Upgraded(
                        Optional.of("https://new.example.com"),
                        List.of(Optional.of("abc"), Optional.empty(), Optional.empty(), Optional.empty())));
    }

    @Test
    void withoutAWebServiceBeforeVersionSevenThereIsNoneInForce() throws Exception {
        storeOfVersion(
                "5",
                List.of(
                        "INSERT INTO organization VALUES (1, 'acme')",
                        "INSERT INTO pass_type (id, identifier, organization_id, last_tag, passes, voided_passes,"
                                + " signer) VALUES (1, 'pass.a', 1, 9, 0, 0, 'abc')"));
        assertThat(upgraded()).isEqualTo(new Upgraded(Optional.empty(), List.of(Optional.of("abc"))));
    }

    /** The address in force, and the signers of all types in order. */
    private record Upgraded(Optional<String> url, List<Optional<String>> signers) {}

    private Upgraded upgraded() {
        try (Storage storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults())) {
            return storage.read(view -> {
                List<Optional<String>> signers = new ArrayList<>();
                for (String type : List.of("pass.a", "pass.b", "pass.c", "pass.d")) {
                    view.passTypes().find(new PassTypeIdentifier(type)).ifPresent(found -> signers.add(found.signer()));
                }
                return new Upgraded(view.servers().webServiceUrl(), signers);
            });
        }
    }

    /** What happened before is not told. */
    @Test
    void aStoreOfVersionSevenBeginsAnEventLog() throws Exception {
        storeOfVersion("7", List.of("INSERT INTO organization VALUES (1, 'acme', 0)"));
        try (Storage storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults())) {
            assertThat(storage.<EventBounds>read(view -> view.events().bounds()))
                    .isEqualTo(new EventBounds(0, 0));
            List<SerialNumberEvent> events = SerialNumberEvent.of(
                    EventType.SERIAL_NUMBERS_SOLD, Optional.empty(), List.of(new SerialNumberId(7)));
            EventBounds written = storage.write(tx -> {
                tx.events().append(new Organization("acme"), events.get(0), Instant.EPOCH);
                return tx.events().bounds();
            });
            assertThat(written).isEqualTo(new EventBounds(1, 1));
        }
    }

    @Test
    void aPackageOfVersionEightIsComparedByItsBytesOnce() throws Exception {
        storeOfVersion(
                "8",
                List.of(
                        "INSERT INTO organization VALUES (1, 'acme', 0)",
                        "INSERT INTO pass_type (id, identifier, organization_id, last_tag, passes, voided_passes) VALUES"
                                + " (1, 'pass.a', 1, 900, 2, 0)",
                        "INSERT INTO pass (id, pass_type_id, organization_id, serial_number, authentication_token, voided,"
                                + " uploaded, update_tag, last_modified, date_created, last_updated) VALUES"
                                + " (1, 1, 1, 'same', 't', 0, 1, 800, 70, 0, 0), (2, 1, 1, 'another', 't', 0, 1, 800, 70, 0, 0)",
                        "INSERT INTO pass_package VALUES (1, x'0102'), (2, x'0102')"));
        try (SqliteStorage storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults())) {
            assertThat(put(storage, "same", 1, 2)).isFalse();
            assertThat(StorageSql.number(storage, "SELECT count(*) FROM pass WHERE package_hash IS NOT NULL"))
                    .as("from now on it has a hash")
                    .isEqualTo(1);
            assertThat(put(storage, "same", 1, 2)).isFalse();
            assertThat(put(storage, "another", 1, 3)).isTrue();
            assertThat(put(storage, "another", 1, 3)).isFalse();
            assertThat(StorageSql.number(storage, "SELECT hex(pkpass) = '0103' FROM pass_package WHERE pass_id = 2"))
                    .isEqualTo(1);
            assertThat(StorageSql.number(storage, "SELECT hex(pkpass) = '0102' FROM pass_package WHERE pass_id = 1"))
                    .isEqualTo(1);
        }
    }

    private static boolean put(Storage storage, String serialNumber, int first, int second) {
        byte[] pkpass = {(byte) first, (byte) second};
        return storage.write(tx -> tx.passes().putPackage(id(serialNumber), pkpass, PackageHash.of(pkpass)));
    }

    @Test
    void tokensOfVersionTwelveAreAdministratorsAndGoOnWorking() throws Exception {
        ApiToken old = new ApiToken("6YZ2VX_c_wODj4HVvZY53n5XQFOH5fCk35hQ84TgNzM");
        storeOfVersion(
                "12",
                List.of(
                        "INSERT INTO organization VALUES (7, 'acme', 0)",
                        "INSERT INTO api_token VALUES ('" + old.hash().hex() + "', 7, 5000)"));
        try (Storage storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults())) {
            Optional<IssuedToken> found = storage.read(view -> view.apiTokens().find(old.hash()));
            assertThat(found)
                    .contains(new IssuedToken(
                            new ApiTokenId(1),
                            new Organization("acme"),
                            new ApiTokenDetails("first", Role.ADMINISTRATOR, Optional.empty()),
                            Instant.ofEpochSecond(5),
                            Optional.empty()));
        }
    }

    @Test
    void passesOfVersionTwoKeepTheirPackagesAndVersions() throws Exception {
        storeOfVersion(
                "2",
                List.of(
                        "INSERT INTO organization VALUES (1, 'acme')",
                        "INSERT INTO item VALUES (1, 1, 'A', 'A', NULL, NULL, 0, 0)",
                        "INSERT INTO serial_number VALUES (1, 1, 1, 'S', 0, NULL, 0, 0)",
                        "INSERT INTO pass_type VALUES (1, 'pass.a', 1, 900, 2, 0)",
                        "INSERT INTO pass VALUES (1, 1, 1, 'uploaded', 't', 1, NULL, 0, NULL, 800, 70, 5000, 6000)",
                        "INSERT INTO pass_package VALUES (1, x'0102')",
                        "INSERT INTO pass VALUES (2, 1, 1, 'none', 't', NULL, NULL, 0, NULL, 900, NULL, 7000, 7000)"));
        try (Storage storage = SqliteStorage.open(directory.resolve("store.db"), StorageOptions.defaults())) {
            Pass uploaded =
                    storage.read(view -> view.passes().find(id("uploaded"))).orElseThrow();
            assertThat(uploaded.source()).isEqualTo(PackageSource.UPLOADED);
            assertThat(uploaded.updateTag()).isEqualTo(new UpdateTag(800));
            assertThat(uploaded.lastModified()).contains(Instant.ofEpochSecond(70));
            assertThat(uploaded.serialNumberId()).contains(new SerialNumberId(1));
            Pass none = storage.read(view -> view.passes().find(id("none"))).orElseThrow();
            assertThat(none.source()).isEqualTo(PackageSource.NONE);
            PassType type = storage.read(view -> view.passTypes().find(TYPE)).orElseThrow();
            assertThat(type.passes()).isEqualTo(2);
            assertThat(type.content()).isEmpty();
            assertThat(type.dateCreated()).isEqualTo(Instant.ofEpochMilli(5000));
            List<PassTypeIdentifier> tied = storage.write(tx -> {
                tx.passTypes().renewPasses(TYPE, tx.passes().takeTag(TYPE, Instant.EPOCH), Instant.EPOCH);
                return tx.passTypes().tiedTo(new ItemId(1));
            });
            assertThat(tied).containsExactly(TYPE);
            Optional<Pass> made = storage.read(view -> view.passes().find(id("none")));
            assertThat(made.flatMap(Pass::lastModified))
                    .as("a second that no pass of the type has had")
                    .contains(Instant.ofEpochSecond(71));
            assertThat(storage.read(view -> view.passes().keptPackage(id("none")))
                            .isPresent())
                    .isFalse();
        }
    }
}
