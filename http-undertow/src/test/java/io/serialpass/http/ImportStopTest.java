package io.serialpass.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.transfer.TransferHandlers;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Caller;
import io.serialpass.organization.Organization;
import io.serialpass.query.PageRequest;
import io.serialpass.service.ImportReport;
import io.serialpass.service.ItemService;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.service.SerialNumberService;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOverloadedException;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.StorageUnavailableException.Reason;
import io.serialpass.storage.Storages;
import io.serialpass.storage.WriteWork;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports that meet a store which cannot be written half way. */
class ImportStopTest {

    private static final Organization SHOP = new Organization("shop");
    private final StorageException locked = new StorageUnavailableException(Reason.LOCKED, "It is locked.");
    private final StorageException gone = new StorageUnavailableException(Reason.MOVED, "It was moved.");
    private final StorageException busy = new StorageOverloadedException("Too much.");
    private final StorageException broken = new StorageException("It failed.");

    @TempDir
    private Path directory;

    /** A store whose writes fail where a test says so. */
    private record Failing(Storage storage, AtomicInteger writes, IntFunction<Optional<StorageException>> failure)
            implements Storage {

        @Override
        public <T> T read(ReadWork<T> work) {
            return storage.read(work);
        }

        @Override
        public <T> T write(WriteWork<T> work) {
            failure.apply(writes.incrementAndGet()).ifPresent(e -> {
                throw e;
            });
            return storage.write(work);
        }

        @Override
        public void check() {
            storage.check();
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    private static Storage store(String url) {
        Storage storage = Storages.open(url);
        new ItemService(storage, Clock.systemUTC()).create(SHOP, ItemDetails.of(new ItemReference("T")));
        return storage;
    }

    private static Failing failing(IntFunction<Optional<StorageException>> failure) {
        return new Failing(store("memory:"), new AtomicInteger(), failure);
    }

    private static Iterator<ImportRow> rows(int count) {
        return IntStream.range(0, count)
                .<ImportRow>mapToObj(i -> new ImportRow.Candidate(
                        i + 2,
                        new ItemReference("T"),
                        new SerialNumberDetails(
                                SerialNumberValue.of("v" + i), SerialNumberStatus.NEW, OptionalLong.empty())))
                .iterator();
    }

    private static long stored(Storage storage) {
        return new SerialNumberService(storage, Clock.systemUTC())
                .list(SerialNumberQuery.builder(SHOP).build().with(PageRequest.first(1)))
                .total()
                .orElse(-1);
    }

    private static SerialNumberImport imports(Storage storage, Duration patience) {
        return new SerialNumberImport(storage, Clock.systemUTC(), patience);
    }

    @Test
    void anImportGoesOnWhenTheStoreDoes() {
        try (Failing storage = failing(write -> write == 2 || write == 3 ? Optional.of(locked) : Optional.empty())) {
            ImportReport report = imports(storage, Duration.ofSeconds(20)).run(SHOP, rows(12_000), done -> {});
            assertThat(report.imported()).isEqualTo(12_000);
            assertThat(report.rejectedCount()).isZero();
            assertThat(report.stop()).isEmpty();
            assertThat(stored(storage)).isEqualTo(12_000);
        }
    }

    @Test
    void whatNoWaitingMendsEndsTheImportAtOnce() {
        for (StorageException lasting : new StorageException[] {gone, broken}) {
            try (Failing storage = failing(write -> write > 1 ? Optional.of(lasting) : Optional.empty())) {
                ImportReport report = imports(storage, Duration.ofDays(1)).run(SHOP, rows(12_000), done -> {});
                assertThat(report.imported()).isEqualTo(5_000);
                assertThat(report.stop()).contains(new ImportReport.Stop(5_002, lasting));
            }
        }
    }

    @Test
    void theAnswerTellsWhatWasKeptAndWhereItStopped() throws Exception {
        StringBuilder csv = new StringBuilder("value,itemReference\n,none\n");
        IntStream.range(0, 9_000).forEach(i -> csv.append("v").append(i).append(",T\n"));
        Path file = Files.writeString(directory.resolve("in.csv"), csv);
        for (StorageException fault : new StorageException[] {locked, busy, gone, broken}) {
            try (Failing storage = failing(write -> write > 1 ? Optional.of(fault) : Optional.empty())) {
                Response answer = send(storage, file);
                String body = new String(answer.body(), StandardCharsets.UTF_8);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsKey("Retry-After");
                assertThat(body)
                        .contains("\"error\":\"" + (fault == busy ? "overloaded" : "unavailable") + "\"")
                        .contains("\"imported\":4999,\"rejectedCount\":1,\"rejected\":[{\"line\":2,")
                        .contains("\"line\":5002}")
                        .doesNotContain("othing", "It ");
                assertThat(stored(storage)).isEqualTo(4_999);
            }
        }
        try (Failing storage = failing(write -> Optional.of(locked))) {
            assertThat(new String(send(storage, file).body(), StandardCharsets.UTF_8))
                    .doesNotContain("othing", "It ")
                    .contains(
                            "another program keeps the store locked",
                            "\"imported\":0,\"rejectedCount\":0",
                            "\"line\":2}");
        }
    }

    private static Response send(Storage storage, Path file) {
        TransferHandlers handlers = new TransferHandlers(
                new SerialNumberService(storage, Clock.systemUTC()), imports(storage, Duration.ZERO));
        Route route = handlers.routes().stream()
                .filter(call -> call.method().equals("POST"))
                .findFirst()
                .orElseThrow();
        return route.handler()
                .handle(new Request(
                        Optional.of(Caller.administrator(SHOP)),
                        Map.of(),
                        "",
                        name -> name.equals("Content-Type") ? List.of("text/csv") : List.of(),
                        InetAddress.getLoopbackAddress(),
                        false,
                        new Request.Body(new byte[0], Optional.of(file)),
                        bytes -> {}));
    }

    @Test
    void aLockOfAnotherProgramStopsAnImportThatDoesNotWaitAndIsWaitedForByOneThatDoes() throws Exception {
        String url = "jdbc:sqlite:" + directory.resolve("store.db");
        try (Storage storage = store(url);
                Connection other = DriverManager.getConnection(url);
                Statement statement = other.createStatement()) {
            ImportReport stopped = imports(storage, Duration.ZERO).run(SHOP, rows(6_000), done -> lock(statement));
            assertThat(stopped.imported()).isEqualTo(5_000);
            assertThat(stopped.stop().map(ImportReport.Stop::line)).contains(5_002L);
            Thread release = new Thread(() -> lockEnds(statement));
            ImportReport again = imports(storage, Duration.ofMinutes(1)).run(SHOP, startingOn(release), done -> {});
            release.join();
            assertThat(again.imported()).isEqualTo(1_000);
            assertThat(again.rejectedCount()).isEqualTo(5_000);
            assertThat(stored(storage)).isEqualTo(6_000);
        }
    }

    private static Iterator<ImportRow> startingOn(Thread thread) {
        thread.start();
        return rows(6_000);
    }

    private static void lock(Statement statement) {
        execute(statement, "BEGIN IMMEDIATE");
    }

    private static void lockEnds(Statement statement) {
        execute(statement, "ROLLBACK");
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
