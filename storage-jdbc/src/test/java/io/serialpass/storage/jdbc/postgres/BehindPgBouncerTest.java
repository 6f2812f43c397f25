package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.ImportReport;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.storage.UnusableStorageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two storages on one store behind a pooler that gives each transaction another connection, as docs/deployment.md says. */
@NeedsPostgres
class BehindPgBouncerTest {

    private static final Organization ACME = new Organization("acme");
    private static final ItemReference REFERENCE = new ItemReference("A");
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DATABASE = "pooled";
    private static final String NEEDED = "&prepareThreshold=0";

    /** What the storage relies on, or sets for a transaction. A later user of the connection gets what is left. */
    private static final String SETTINGS = """
            SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings
            WHERE name IN ('search_path', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
                'default_transaction_isolation', 'default_transaction_read_only')""";

    private static PostgresServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
        server.run("CREATE DATABASE " + DATABASE);
        // Not through the pooler: what makes the tables leaves a search path in its connection.
        Storages.open(server.url(DATABASE)).close();
    }

    private PgBouncer pooler() throws Exception {
        return PgBouncer.before(server.port(), directory);
    }

    @Test
    void twoStoragesShareTheConnectionsOfAPoolerAndLeaveNothingInThem() throws Exception {
        try (PgBouncer pooler = pooler();
                Storage one = open(pooler);
                Storage other = open(pooler)) {
            Item item = one.write(tx -> tx.items().insert(ACME, ItemDetails.of(REFERENCE), T0))
                    .orElseThrow();
            assertThat(other.<Optional<Item>>read(view -> view.items().find(ACME, REFERENCE)))
                    .contains(item);

            CompletableFuture<ImportReport> first = CompletableFuture.supplyAsync(() -> imported(one));
            CompletableFuture<ImportReport> second = CompletableFuture.supplyAsync(() -> imported(other));
            assertThat(first.join().imported() + second.join().imported()).isEqualTo(6_000);
            assertThat(first.join().rejectedCount() + second.join().rejectedCount())
                    .isEqualTo(6_000);

            // Often enough that the driver would have prepared each statement, were it not told to do without.
            List<SerialNumber> reserved = IntStream.range(0, 40)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? one : other)
                            .write(tx -> tx.serialNumbers().reserve(item.id(), 10, Optional.empty(), T0))
                            .orElseThrow()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .flatMap(List::stream)
                    .toList();
            assertThat(reserved).hasSize(400).doesNotHaveDuplicates();
            for (Storage storage : List.of(one, other)) {
                assertThat(storage.<Long>read(view -> view.serialNumbers().count(item.id(), SerialNumberStatus.NEW)))
                        .isEqualTo(5_600);
                storage.check();
            }
            assertThat(settingsOfAllConnections(pooler))
                    .hasSize(PgBouncer.CONNECTIONS)
                    .containsOnly(settingsOfANewSession());
        }
    }

    /** A read sees one snapshot, though the connection that it gets is used by others before and after. */
    @Test
    void aReadSeesOneSnapshot() throws Exception {
        ItemReference reference = new ItemReference("snapshot");
        try (PgBouncer pooler = pooler();
                Storage one = open(pooler);
                Storage other = open(pooler)) {
            boolean seen = one.read(view -> {
                assertThat(view.items().find(ACME, reference)).isEmpty();
                assertThat(other.<Optional<Item>>write(tx -> tx.items().insert(ACME, ItemDetails.of(reference), T0)))
                        .isPresent();
                return view.items().find(ACME, reference).isPresent();
            });
            assertThat(seen).isFalse();
            assertThat(one.<Optional<Item>>read(view -> view.items().find(ACME, reference)))
                    .isPresent();
        }
    }

    @Test
    void aSchemaInTheUrlIsRefusedSinceAPoolerDoesNotKeepIt() throws Exception {
        try (PgBouncer pooler = pooler()) {
            assertThatThrownBy(() -> Storages.open(pooler.url(DATABASE) + NEEDED + "&currentSchema=other"))
                    .isInstanceOf(UnusableStorageException.class)
                    .hasMessageContaining("unsupported startup parameter: search_path");
        }
    }

    private static Storage open(PgBouncer pooler) {
        return Storages.open(pooler.url(DATABASE) + NEEDED);
    }

    private static ImportReport imported(Storage storage) {
        Iterator<ImportRow> rows = LongStream.range(0, 6_000)
                .<ImportRow>mapToObj(i -> new ImportRow.Candidate(
                        i + 1,
                        REFERENCE,
                        new SerialNumberDetails(
                                new SerialNumberValue("v" + i), SerialNumberStatus.NEW, OptionalLong.empty())))
                .iterator();
        return new SerialNumberImport(storage, Clock.systemUTC()).run(ACME, rows, done -> {});
    }

    private static String settingsOfANewSession() throws SQLException {
        try (Connection direct = DriverManager.getConnection(server.url(DATABASE))) {
            return settings(direct);
        }
    }

    /** The pooler has no other connection for the next one while transactions hold all that it has looked at. */
    private static List<String> settingsOfAllConnections(PgBouncer pooler) throws SQLException {
        List<Connection> all = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        try {
            for (int i = 0; i < PgBouncer.CONNECTIONS; i++) {
                Connection connection = DriverManager.getConnection(pooler.url(DATABASE) + NEEDED);
                all.add(connection);
                connection.setAutoCommit(false);
                settings.add(settings(connection));
            }
            return settings;
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private static String settings(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SETTINGS)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
