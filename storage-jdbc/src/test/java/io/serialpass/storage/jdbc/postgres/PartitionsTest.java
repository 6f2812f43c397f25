package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
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
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.testkit.StorageModelContract;
import io.serialpass.storage.testkit.WalletModelContract;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The partitions of {@code docs/partitions.sql}. */
@NeedsPostgres
@Execution(ExecutionMode.CONCURRENT)
class PartitionsTest {

    private static final String INDEXES =
            "SELECT tablename || ' ' || indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename !~ '_[0-9]+$'"
                    + " AND indexname !~ '_pkey$' ORDER BY 1";
    private static final String COLUMNS =
            "SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '')"
                    + " FROM information_schema.columns WHERE table_schema = 'public' AND table_name !~ '_[0-9]+$' ORDER BY 1";

    private static final String ROWS =
            "SELECT string_agg(n, ' ') FROM (SELECT id || value AS n FROM serial_number UNION ALL"
                    + " SELECT id || serial_number FROM pass UNION ALL SELECT id || device FROM registration ORDER BY 1) AS rows";

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.a");
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final int ROWS_OF_EACH = 40;

    private final PostgresServer server = PostgresServer.shared();

    private static Item addItem(WriteTransaction tx) {
        tx.passTypes().claim(TYPE, ACME, NOW);
        return tx.items()
                .insert(ACME, ItemDetails.of(new ItemReference("A")), NOW)
                .orElseThrow();
    }

    /** Adds serial numbers, each with a pass in a phone, and gives the first one's id. */
    private static long fill(WriteTransaction tx, Item item, int first) {
        List<NewSerialNumber> wanted = IntStream.range(first, first + ROWS_OF_EACH)
                .mapToObj(i -> new NewSerialNumber(
                        item,
                        new SerialNumberDetails(
                                new SerialNumberValue("S" + i), SerialNumberStatus.NEW, OptionalLong.empty())))
                .toList();
        List<Optional<SerialNumber>> rows = tx.serialNumbers().insert(wanted, NOW);
        UpdateTag tag = tx.passes().takeTag(TYPE, NOW);
        for (int i = 0; i < rows.size(); i++) {
            PassId pass = new PassId(TYPE, new PassSerialNumber("P" + (first + i)));
            AuthenticationToken token = new AuthenticationToken("the token of one of the passes");
            assertThat(tx.passes()
                            .insert(
                                    new NewPass(pass, ACME, token, rows.get(i).map(SerialNumber::id), PassDetails.NONE),
                                    tag,
                                    NOW))
                    .isPresent();
            tx.registrations()
                    .insert(new DeviceLibraryIdentifier("D" + (first + i)), pass, new PushToken("aa"), tag, NOW);
        }
        return rows.get(0).orElseThrow().id().value();
    }

    private void create(String database) {
        server.run("CREATE DATABASE " + database);
        Storages.open(server.url(database)).close();
    }

    @Test
    void aStoreInUseIsMovedIntoPartitionsAndGoesOn() {
        create("whole");
        create("parts");
        Item item;
        try (Storage storage = Storages.open(server.url("parts"))) {
            item = storage.write(PartitionsTest::addItem);
            long first = storage.write(tx -> fill(tx, item, 0));
            assertThat(first).isEqualTo(1);
        }
        List<String> rows = server.list("parts", ROWS);
        server.partition("parts");
        assertThat(server.list("parts", ROWS)).isEqualTo(rows);
        try (Storage storage = Storages.open(server.url("parts"))) {
            long next = storage.write(tx -> fill(tx, item, ROWS_OF_EACH));
            assertThat(next).as("ids go on").isGreaterThan(ROWS_OF_EACH);
            List<StoreFinding> findings = new ArrayList<>();
            Storages.check(server.url("parts"), findings::add);
            assertThat(findings).isNotEmpty().allMatch(StoreFinding::isSound);
        }
        assertThat(server.list("parts", INDEXES)).isNotEmpty().isEqualTo(server.list("whole", INDEXES));
        assertThat(server.list("parts", COLUMNS)).isEqualTo(server.list("whole", COLUMNS));
        assertThat(server.list("parts", "SELECT count(DISTINCT tableoid) FROM registration"))
                .as("one pass type is in one partition")
                .containsExactly("1");
    }

    /** A partitioned schema takes the random inventory; a build leaves it out, since it takes long. */
    @Nested
    @EnabledIfSystemProperty(
            named = "serialpass.partitions",
            matches = "all",
            disabledReason = "Run with -Dserialpass.partitions=all")
    class Inventory extends StorageModelContract {
        Inventory() {
            super("memory:", TestDatabases.PARTITIONED);
        }
    }

    /** A partitioned schema takes the random wallet. */
    @Nested
    class Wallet extends WalletModelContract {
        Wallet() {
            super("memory:", TestDatabases.PARTITIONED);
        }
    }
}
