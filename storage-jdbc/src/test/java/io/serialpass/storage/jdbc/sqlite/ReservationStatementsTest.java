package io.serialpass.storage.jdbc.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.ReserveOutcome;
import io.serialpass.service.SerialNumberService;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageOptions;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.storage.jdbc.sql.Session;
import io.serialpass.storage.jdbc.sqlite.lists.SqliteLists;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many statements a reservation runs, however many serial numbers it is of. */
class ReservationStatementsTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.a");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int MANY = 10_000;
    private static final int FEW = 10;

    @TempDir
    private Path directory;

    @Test
    void aReservationOfTenThousandRunsStatementsInTheOrderOfOne() throws Exception {
        SqliteFile file = new SqliteFile(directory.resolve("store.db"));
        AtomicInteger runs = new AtomicInteger();
        try (Storage storage = SqliteStorage.open(file.path(), StorageOptions.defaults());
                Session session = Session.of(counted(file.openWriter(), runs), SqliteDialect.SQLITE)) {
            ItemId item = storage.write(ReservationStatementsTest::fill);
            SerialNumberService service = new SerialNumberService(storage, Clock.fixed(NOW, ZoneOffset.UTC));
            int few = statements(session, runs, service.reservation(ACME, item, FEW, Optional.empty()));
            int many = statements(session, runs, service.reservation(ACME, item, MANY, Optional.empty()));
            assertThat(few).isPositive();
            // Rows go in batches, each of which is a statement. One for each row would be ten thousand.
            assertThat(many).isLessThan(few + 200);
        }
    }

    /** An item whose serial numbers are all NEW, each tenth with a pass that changes with it. */
    private static ItemId fill(WriteTransaction tx) {
        tx.passTypes().claim(TYPE, ACME, NOW);
        Item item = tx.items()
                .insert(ACME, ItemDetails.of(new ItemReference("A")), NOW)
                .orElseThrow();
        List<NewSerialNumber> wanted = IntStream.range(0, MANY)
                .mapToObj(i -> new SerialNumberDetails(
                        new SerialNumberValue("S" + i), SerialNumberStatus.NEW, OptionalLong.empty()))
                .map(details -> new NewSerialNumber(item, details))
                .toList();
        List<Optional<SerialNumber>> rows = tx.serialNumbers().insert(wanted, NOW);
        SecureRandom random = new SecureRandom();
        UpdateTag tag = tx.passes().takeTag(TYPE, NOW);
        for (int i = 0; i < rows.size(); i += 10) {
            NewPass pass = new NewPass(
                    new PassId(TYPE, new PassSerialNumber("P" + i)),
                    ACME,
                    AuthenticationToken.generate(random),
                    rows.get(i).map(SerialNumber::id),
                    PassDetails.NONE);
            assertThat(tx.passes().insert(pass, tag, NOW)).isPresent();
        }
        return item.id();
    }

    private static int statements(Session session, AtomicInteger runs, WriteWork<ReserveOutcome> reservation) {
        SqliteMemory memory = new SqliteMemory(session);
        session.execute("BEGIN");
        runs.set(0);
        ReserveOutcome outcome = reservation.in(new SqliteTransaction(session, new SqliteLists(session), memory));
        int count = runs.get();
        session.rollBack();
        assertThat(outcome).isInstanceOf(ReserveOutcome.Reserved.class);
        return count;
    }

    /** A connection that counts how often its statements run. Each entry of a batch counts. */
    private static Connection counted(Connection connection, AtomicInteger runs) {
        return proxy(
                Connection.class,
                connection,
                (method, result) -> result instanceof PreparedStatement statement ? counted(statement, runs) : result);
    }

    private static PreparedStatement counted(PreparedStatement statement, AtomicInteger runs) {
        return proxy(PreparedStatement.class, statement, (method, result) -> {
            if (method.startsWith("execute") || method.equals("addBatch")) {
                runs.incrementAndGet();
            }
            return result;
        });
    }

    private static <T> T proxy(Class<T> kind, T target, BiFunction<String, @Nullable Object, @Nullable Object> seen) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> {
                    try {
                        return seen.apply(method.getName(), method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
