package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunState;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.ImportRunDetails;
import io.serialpass.service.ImportRunService;
import io.serialpass.service.ImportSource;
import io.serialpass.service.SerialNumberImport;
import io.serialpass.storage.ServerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Imports in the background. Their counts are those of the rows in the store, whatever ends them. */
@Timeout(120)
abstract class ImportRunServiceContract extends ContractTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** So many rows are one unit of work. */
    private static final int BATCH = 5_000;

    private final SetClock clock = new SetClock(T0);
    private final CountDownLatch go = new CountDownLatch(1);
    private Item item;
    private ImportRunService runs;

    /** Empty in a test that was skipped. */
    private Optional<ImportRunService> toClose = Optional.empty();

    @SuppressWarnings("NullAway.Init") // JUnit calls begin() first
    ImportRunServiceContract(String urlPattern) {
        super(urlPattern);
    }

    @BeforeEach
    void begin() {
        item = addItem(ACME, "T");
        runs = service("one");
        toClose = Optional.of(runs);
    }

    @AfterEach
    void end() {
        go.countDown();
        toClose.ifPresent(ImportRunService::close);
    }

    private ImportRunService service(String name) {
        return new ImportRunService(
                storage(), clock, new SerialNumberImport(storage(), clock, Duration.ZERO), new ServerId(name));
    }

    /** Rows that a test makes. */
    private static final class Rows implements ImportSource {
        private final Iterator<ImportRow> rows;
        private volatile boolean closed;

        Rows(LongStream lines) {
            this.rows = lines.<ImportRow>mapToObj(Rows::row).iterator();
        }

        /** The last digit of the line tells what kind of row it is. */
        private static ImportRow row(long line) {
            if (line % 10 == 4) {
                return new ImportRow.Blank(line);
            }
            if (line % 10 == 5) {
                return new ImportRow.Rejected(line, ImportRow.Reason.MISSING_PARAM, "Row " + line + " lacks a value.");
            }
            return new ImportRow.Candidate(
                    line,
                    new ItemReference("T"),
                    new SerialNumberDetails(
                            new SerialNumberValue("v" + line), SerialNumberStatus.NEW, OptionalLong.empty()));
        }

        @Override
        public Iterator<ImportRow> rows() {
            return rows;
        }

        @Override
        public long bytesRead() {
            return 7;
        }

        @Override
        public Collection<String> passedOver() {
            return List.of("id");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Rows that a thread takes one by one until it waits for the test before the last one. */
    private Rows waiting(long count) {
        return new Rows(LongStream.rangeClosed(1, count).peek(line -> waitFor(line == count)));
    }

    private void waitFor(boolean isLast) {
        try {
            if (isLast && !go.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the test did not let the import go on");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<ImportRun> begin(Organization organization, Rows rows) {
        return runs.begin(organization, new ImportFile(Optional.empty(), "text/csv", 1_000), rows);
    }

    private ImportRunDetails find(ImportRun run) {
        return runs.find(run.organization(), run.id()).orElseThrow();
    }

    private ImportRun ended(ImportRun run) {
        runs.await(run.id(), LONG);
        return find(run).run();
    }

    private ImportRun at(ImportRun run, long imported) {
        return Await.answer(() -> find(run).run(), stored -> stored.progress().imported() >= imported);
    }

    private long stored() {
        return count(item, SerialNumberStatus.NEW);
    }

    @Test
    void aRunComesToTheEndOfItsFileAndTellsWhatItDid() {
        add(item, T0, "v3");
        Rows rows = new Rows(LongStream.rangeClosed(1, 14));
        ImportRun begun = begin(ACME, rows).orElseThrow();
        assertThat(begun.state()).isEqualTo(ImportRunState.RUNNING);
        ImportRun run = ended(begun);
        assertThat(run.state()).isEqualTo(ImportRunState.DONE);
        assertThat(run.dateEnded()).contains(T0);
        assertThat(run.reason()).isEmpty();
        assertThat(run.progress().imported()).isEqualTo(10);
        assertThat(run.progress().rejected()).isEqualTo(2);
        assertThat(run.progress().blank()).as("one of them is the last row").isEqualTo(2);
        assertThat(run.progress().lastLine()).isEqualTo(13);
        assertThat(run.progress().bytesRead()).isEqualTo(1_000);
        assertThat(run.progress().passedOver()).containsExactly("id");
        assertThat(find(run).rejected()).extracting(ImportRow.Rejected::line).containsExactly(3L, 5L);
        assertThat(stored()).isEqualTo(11);
        assertThat(rows.closed).isTrue();
        assertThat(runs.find(OTHER, run.id())).isEmpty();
    }

    @Test
    void anOrganizationHasTwoRunsAtOnceAndAServerThree() {
        ImportRun first = begin(ACME, waiting(1)).orElseThrow();
        assertThat(runs.hasRoom(ACME)).isTrue();
        ImportRun second = begin(ACME, waiting(2)).orElseThrow();
        assertThat(runs.hasRoom(ACME)).isFalse();
        Rows refused = waiting(3);
        assertThat(begin(ACME, refused)).isEmpty();
        assertThat(refused.closed).isTrue();
        assertThat(runs.hasRoom(OTHER)).isTrue();
        ImportRun third = begin(OTHER, waiting(3)).orElseThrow();
        assertThat(runs.hasRoom(OTHER)).isFalse();
        assertThat(begin(OTHER, waiting(4))).isEmpty();
        List<ImportRun> running = storage().read(view -> view.imports().running());
        assertThat(running).hasSize(3);
        go.countDown();
        assertThat(List.of(ended(first), ended(second), ended(third)))
                .extracting(ImportRun::state)
                .containsOnly(ImportRunState.DONE);
        assertThat(runs.hasRoom(ACME)).isTrue();
    }

    @Test
    void whatAKilledServerHadDoneIsToldByAnother() throws Exception {
        ImportRun begun = begin(ACME, waiting(2 * BATCH)).orElseThrow();
        ImportRun half = at(begun, 1);
        assertThat(stored()).isEqualTo(half.progress().imported());
        try (ImportRunService another = service("another")) {
            another.watch();
            clock.advance(Duration.ofSeconds(9));
            runs.watch();
            clock.advance(Duration.ofSeconds(9));
            another.watch();
            assertThat(find(begun).run()).as("its server says that it goes on").isEqualTo(half);
            clock.advance(Duration.ofSeconds(2));
            another.watch();
        }
        ImportRun stopped = find(begun).run();
        assertThat(stopped.state()).isEqualTo(ImportRunState.STOPPED);
        assertThat(stopped.progress()).isEqualTo(half.progress());
        assertThat(stopped.reason().orElseThrow())
                .contains("ended before it was done")
                .contains(half.progress().imported() + " rows were kept")
                .contains("after line " + half.progress().lastLine() + ".");
        go.countDown();
        assertThat(ended(begun)).as("its server lives on").isEqualTo(stopped);
        assertThat(stored()).isEqualTo(half.progress().imported());
    }

    @Test
    void aServerThatIsStoppedTellsHowFarItCame() throws Exception {
        Rows endless = new Rows(LongStream.iterate(1, line -> line + 1));
        ImportRun begun = begin(ACME, endless).orElseThrow();
        boolean unused = at(begun, 1).isRunning();
        runs.close();
        ImportRun stopped = find(begun).run();
        assertThat(stopped.state()).isEqualTo(ImportRunState.STOPPED);
        assertThat(stopped.progress().imported()).isEqualTo(stored());
        assertThat(stopped.reason().orElseThrow())
                .startsWith("The server was stopped before the import was done. ")
                .endsWith("after line " + stopped.progress().lastLine() + ".");
        assertThat(endless.closed).isTrue();
    }

    @Test
    void aFileThatCannotBeReadFailsItsRun() {
        ImportRun begun = begin(ACME, new Rows(LongStream.rangeClosed(1, 9).peek(line -> {
                    throw new UncheckedIOException(new IOException("gone"));
                })))
                .orElseThrow();
        ImportRun failed = ended(begun);
        assertThat(failed.state()).isEqualTo(ImportRunState.FAILED);
        assertThat(failed.reason().orElseThrow()).endsWith("No row was imported. Import the file again.");
    }

    @Test
    void oldRunsGoWhenOthersBegin() {
        ImportRun old = ended(begin(ACME, new Rows(LongStream.empty())).orElseThrow());
        clock.advance(ImportRunService.KEPT);
        ImportRun next = ended(begin(OTHER, new Rows(LongStream.empty())).orElseThrow());
        assertThat(find(old).run()).isEqualTo(old);
        clock.advance(Duration.ofMillis(1));
        ended(begin(OTHER, new Rows(LongStream.empty())).orElseThrow());
        assertThat(runs.find(ACME, old.id())).isEmpty();
        assertThat(find(next).run()).isEqualTo(next);
    }
}
