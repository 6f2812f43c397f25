package io.serialpass.storage.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Organization;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.Storages;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.jdbc.StorageSql;
import io.serialpass.storage.testkit.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases that go away, come back, or can only be read; connections that end at the worst moment. */
@NeedsPostgres
class PostgresFaultsTest {

    private static final Organization ACME = new Organization("acme");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static PostgresServer server;

    @TempDir
    private Path directory;

    private String database = "";

    @BeforeAll
    static void start() {
        server = PostgresServer.shared();
    }

    @BeforeEach
    void makeDatabase() {
        database = "faults_" + NUMBER.incrementAndGet();
        server.run("CREATE DATABASE " + database);
    }

    private static boolean add(WriteTransaction tx, String reference) {
        return tx.items()
                .insert(ACME, ItemDetails.of(new ItemReference(reference)), Instant.EPOCH)
                .isPresent();
    }

    private static boolean isThere(Storage storage, String reference) {
        return storage.read(
                view -> view.items().find(ACME, new ItemReference(reference)).isPresent());
    }

    private static void await(Storage storage, boolean ready) {
        Await.until(() -> isReady(storage) == ready);
    }

    private static boolean isReady(Storage storage) {
        try {
            storage.check();
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    @Test
    void aUnitOfWorkWhoseConnectionEndsIsDoneOnceOnAnotherOne() {
        try (Storage storage = Storages.open(server.url(database))) {
            AtomicInteger runs = new AtomicInteger();
            boolean added = storage.write(tx -> {
                boolean first = add(tx, "A");
                if (runs.incrementAndGet() == 1) {
                    StorageSql.execute(tx, "SELECT pg_terminate_backend(pg_backend_pid())");
                }
                return first;
            });
            assertThat(added).isTrue();
            assertThat(runs).hasValue(2);
            assertThat(isThere(storage, "A")).isTrue();
            await(storage, true);
        }
    }

    @Test
    void aCommitThatFailsWithItsConnectionIsDoneAgain() {
        try (Storage storage = Storages.open(server.url(database))) {
            // A sequence counts on, whatever is undone.
            server.run(database, """
                    CREATE SEQUENCE once;
                    CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('once') = 1 THEN
                            PERFORM pg_terminate_backend(pg_backend_pid());
                        END IF;
                        RETURN NULL;
                    END $$;
                    CREATE CONSTRAINT TRIGGER fail_once AFTER INSERT ON item DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION fail_once()""");
            AtomicInteger runs = new AtomicInteger();
            assertThat(storage.<Boolean>write(tx -> {
                        runs.incrementAndGet();
                        return add(tx, "A");
                    }))
                    .isTrue();
            assertThat(runs).hasValue(2);
            assertThat(isThere(storage, "A")).isTrue();
        }
    }

    /** Loses the connection right after the database has committed, once. */
    private DataSource losingAnAnswer(AtomicBoolean loses) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.url(database));
        return proxy(
                DataSource.class,
                source,
                (method, result, arguments) ->
                        method.equals("getConnection") ? connection((Connection) result, loses) : result);
    }

    private static Connection connection(Connection connection, AtomicBoolean loses) {
        return proxy(
                Connection.class,
                connection,
                (method, result, arguments) -> method.equals("prepareStatement") && "COMMIT".equals(arguments[0])
                        ? proxy(PreparedStatement.class, (PreparedStatement) result, (call, answer, none) -> {
                            if (call.equals("execute") && loses.getAndSet(false)) {
                                connection.abort(Runnable::run);
                                throw new SQLException("the connection is lost", "08006");
                            }
                            return answer;
                        })
                        : result);
    }

    private interface Answer {
        Object of(String method, Object result, Object[] arguments) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                PostgresFaultsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return answer.of(method.getName(), method.invoke(target, arguments), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotDoneTwice() {
        AtomicBoolean loses = new AtomicBoolean();
        try (Storage storage = PostgresStorageProvider.open(losingAnAnswer(loses), StorageOptions.defaults())) {
            AtomicInteger runs = new AtomicInteger();
            loses.set(true);
            assertThat(storage.<Boolean>write(tx -> {
                        runs.incrementAndGet();
                        return add(tx, "A");
                    }))
                    .isTrue();
            assertThat(loses).isFalse();
            assertThat(runs).hasValue(1);
            assertThat(isThere(storage, "A")).isTrue();
        }
    }

    @Test
    void aDatabaseThatCanOnlyBeReadSaysSoAndHealsByItself() {
        try (Storage storage = Storages.open(server.url(database))) {
            storage.write(tx -> add(tx, "A"));
            setReadOnly("on");
            assertThatThrownBy(() -> storage.write(tx -> add(tx, "B")))
                    .isInstanceOfSatisfying(
                            StorageUnavailableException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE))
                    .hasMessageContaining("can only be read");
            assertThat(isReady(storage)).isFalse();
            assertThat(isThere(storage, "A")).isTrue();
            setReadOnly("off");
            await(storage, true);
            assertThat(storage.<Boolean>write(tx -> add(tx, "B"))).isTrue();
        }
    }

    @Test
    void aDatabaseWhoseDiskIsFullRefusesWritesUntilThereIsRoom() {
        try (Storage storage = Storages.open(server.url(database))) {
            storage.write(tx -> add(tx, "A"));
            server.run(database, """
                    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full';
                    END $$;
                    CREATE TRIGGER no_room BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION no_room()""");
            assertThatThrownBy(() -> storage.write(tx -> add(tx, "B")))
                    .isInstanceOfSatisfying(
                            StorageUnavailableException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.FULL));
            assertThat(isThere(storage, "A")).isTrue();
            server.run(database, "DROP TRIGGER no_room ON item");
            assertThat(storage.<Boolean>write(tx -> add(tx, "B"))).isTrue();
            await(storage, true);
        }
    }

    /** As a pooler does that gives the next transaction to another connection. */
    @Test
    void aPreparedStatementThatIsGoneNamesThePoolerAndWhatToDo() {
        try (Storage storage = Storages.open(server.url(database))) {
            assertThatThrownBy(() -> storage.write(tx -> {
                        // The driver prepares what it has run a few times.
                        for (int i = 0; i < 10; i++) {
                            add(tx, "A");
                        }
                        StorageSql.execute(tx, "DO $$ BEGIN EXECUTE 'DEALLOCATE ALL'; END $$");
                        return add(tx, "A");
                    }))
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("PgBouncer")
                    .hasMessageContaining("prepareThreshold=0");
        }
    }

    private void setReadOnly(String value) {
        server.run("ALTER DATABASE " + database + " SET default_transaction_read_only = " + value);
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    private EmbeddedPostgres ownServer(int port) throws IOException {
        EmbeddedPostgres.Builder builder = PostgresServer.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    @Test
    void aDatabaseThatIsStartedAgainIsFoundAgainAndNothingAcknowledgedIsLost() throws IOException {
        EmbeddedPostgres own = ownServer(0);
        int port = own.getPort();
        try (Storage storage = Storages.open(PostgresServer.url(own, "postgres"))) {
            storage.write(tx -> add(tx, "before"));
            own.close();
            assertThatThrownBy(() -> isThere(storage, "before"))
                    .isInstanceOfSatisfying(
                            StorageUnavailableException.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNREACHABLE));
            await(storage, false);
            CompletableFuture<Boolean> meanwhile =
                    CompletableFuture.supplyAsync(() -> storage.write(tx -> add(tx, "B")));
            own = ownServer(port);
            await(storage, true);
            // It was done, or refused for having waited too long; in neither case half of it is there.
            boolean done = meanwhile.handle((added, refusal) -> refusal == null).join();
            assertThat(isThere(storage, "B")).isEqualTo(done);
            assertThat(isThere(storage, "before")).isTrue();
            assertThat(storage.<Boolean>write(tx -> add(tx, "after"))).isTrue();
        } finally {
            own.close();
        }
    }
}
