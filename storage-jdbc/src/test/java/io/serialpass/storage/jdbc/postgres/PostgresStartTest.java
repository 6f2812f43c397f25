package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.query.Wildcard;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.Storages;
import io.serialpass.storage.UnusableStorageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases that are a store, are not yet one, or cannot be one. */
@NeedsPostgres
class PostgresStartTest {

    private static final Organization ACME = new Organization("acme");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    private static String database(String... options) {
        String name = "start_" + NUMBER.incrementAndGet();
        server.run("CREATE DATABASE " + name + " " + String.join(" ", options));
        return name;
    }

    private static void assertUnusable(String url, String... said) {
        assertThatThrownBy(() -> Storages.open(url))
                .isInstanceOf(UnusableStorageException.class)
                .message()
                .hasLineCount(1)
                .contains(said)
                .doesNotContain("secret");
    }

    @Test
    void serversThatStartAtOnceOnAnEmptyDatabaseMakeOneStore() {
        String url = server.url(database());
        List<CompletableFuture<Storage>> starting = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> Storages.open(url)))
                .toList();
        List<Storage> storages = starting.stream().map(CompletableFuture::join).toList();
        storages.forEach(Storage::check);
        storages.forEach(Storage::close);
    }

    @Test
    void aStoreOfANewerVersionIsRefused() {
        String name = database();
        Storages.open(server.url(name)).close();
        server.run(
                name,
                "INSERT INTO serialpass_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (99, '99', 'x', 'SQL', 'x', 'x', 0, true)");
        assertUnusable(server.url(name), name, "version 99", "newer");
    }

    @Test
    void aDatabaseOfAnotherProgramIsLeftAlone() {
        String name = database();
        server.run(name, "CREATE TABLE serial_number (text text)");
        assertUnusable(server.url(name), "tables of another program");
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedAndItsPasswordIsNot() {
        assertUnusable(server.url("missing").replace("password=postgres", "password=secret"), "missing");
        assertUnusable("jdbc:postgresql://localhost:1/x?user=u&password=secret", "localhost:1/x", "refused");
        assertUnusable("jdbc:postgresql://u:secret@localhost/x", "is no URL");
    }

    @Test
    void aStoreIsNotMadeWhereOneHasToBeThere() {
        String url = server.url(database());
        assertThatThrownBy(() -> Storages.open(url, StorageOptions.defaults().existing()))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("There is no store");
    }

    @Test
    void anEncodingThatCannotHoldAllTextsIsRefused() {
        String name = database("ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        assertUnusable(server.url(name), "LATIN1", "UTF8");
    }

    private static String urlOf(String role, String name) {
        return server.url(name).replace("user=postgres", "user=" + role);
    }

    @Test
    void aUserWithoutTheRightToMakeTablesIsTold() {
        String name = database();
        server.run("CREATE ROLE reads_only LOGIN");
        server.run(name, "REVOKE CREATE ON SCHEMA public FROM public");
        assertUnusable(urlOf("reads_only", name), "permission denied", "right to create tables");
    }

    @Test
    void withoutTheRightToMakeTheExtensionFragmentsAreFoundAllTheSame() {
        String name = database();
        server.run("CREATE ROLE has_no_extension LOGIN");
        server.run(name, "GRANT CREATE ON SCHEMA public TO has_no_extension");
        try (Storage storage = Storages.open(urlOf("has_no_extension", name))) {
            storage.write(tx ->
                    tx.items().insert(ACME, ItemDetails.of(new ItemReference("a fragment of it")), Instant.EPOCH));
            ItemQuery query =
                    ItemQuery.builder(ACME).reference(Wildcard.of("*Fragment*")).build();
            assertThat(storage.read(view -> view.items().list(query)).rows()).hasSize(1);
        }
    }

    @Test
    void theVersionIsThatOfTheNewestMigration() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url("postgres"));
        MigrationVersion newest = Arrays.stream(
                        new PostgresSchema("x", source).flyway().info().all())
                .map(info -> info.getVersion())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(newest.getVersion()).isEqualTo(Integer.toString(PostgresSchema.VERSION));
    }

    @Test
    void backupsAreLeftToPostgresqlsOwnPrograms() {
        Path file = Path.of("backup");
        assertThatThrownBy(() -> Storages.backup("jdbc:postgresql://host/x?password=secret", file, false))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("pg_dump")
                .message()
                .doesNotContain("secret");
        assertThatThrownBy(() -> Storages.restore("jdbc:postgresql://host/x", file))
                .isInstanceOf(UnusableStorageException.class)
                .hasMessageContaining("pg_restore");
    }
}
