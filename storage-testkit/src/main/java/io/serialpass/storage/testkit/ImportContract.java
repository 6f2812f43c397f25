package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.ImportFile;
import io.serialpass.inventory.ImportProgress;
import io.serialpass.inventory.ImportRow;
import io.serialpass.inventory.ImportRun;
import io.serialpass.inventory.ImportRunId;
import io.serialpass.inventory.ImportRunQuery;
import io.serialpass.inventory.ImportRunSort;
import io.serialpass.inventory.ImportRunState;
import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A store keeps how far the imports of files have come, and which rows they rejected. */
abstract class ImportContract extends ContractTest {

    private static final ImportFile FILE = new ImportFile(Optional.of("tickets é.csv"), "text/csv", 5_000_000_000L);

    ImportContract(String urlPattern) {
        super(urlPattern);
    }

    private ImportRun add(Organization organization, Instant time) {
        return storage().write(tx -> tx.imports().insert(organization, FILE, time));
    }

    private Optional<ImportRun> find(Organization organization, ImportRunId id) {
        return storage().read(view -> view.imports().find(organization, id));
    }

    private boolean update(ImportRun run) {
        return storage().write(tx -> tx.imports().update(run));
    }

    private ImportRun addEnded(Organization organization, Instant time) {
        ImportRun run = add(organization, time).done(time);
        assertThat(update(run)).isTrue();
        return run;
    }

    private void reject(ImportRun run, long firstLine, int count) {
        storage().write(tx -> {
            tx.imports().addRejected(run.id(), rejected(firstLine, count));
            return true;
        });
    }

    private static List<ImportRow.Rejected> rejected(long firstLine, int count) {
        return LongStream.range(firstLine, firstLine + count)
                .mapToObj(line -> new ImportRow.Rejected(
                        line,
                        line % 2 == 0 ? ImportRow.Reason.NOT_UNIQUE : ImportRow.Reason.INVALID_PARAM_TYPE,
                        "Row " + line + " is \u00fcbel."))
                .toList();
    }

    private List<ImportRow.Rejected> rejectedOf(ImportRun run) {
        return storage().read(view -> view.imports().rejected(run.id()));
    }

    private Page<ImportRun> list(SortOrder order, PageRequest page) {
        ImportRunQuery query = new ImportRunQuery(ACME, new Listing<>(ImportRunSort.DATE_CREATED, order, page));
        return storage().read(view -> view.imports().list(query));
    }

    private List<ImportRun> all() {
        return list(SortOrder.ASC, PageRequest.first(100)).rows();
    }

    private List<ImportRun> running() {
        return storage().read(view -> view.imports().running());
    }

    private void trim(int most, Instant before, int atOnce) {
        storage().write(tx -> {
            tx.imports().trim(ACME, most, before, atOnce);
            return true;
        });
    }

    @Test
    void aRunBeginsWithNothingReadAndIsItsOrganizationsAlone() {
        ImportRun run = add(ACME, T0);
        assertThat(run).isEqualTo(ImportRun.begun(run.id(), ACME, FILE, T0));
        assertThat(find(ACME, run.id())).contains(run);
        assertThat(find(OTHER, run.id())).isEmpty();
        assertThat(find(ACME, new ImportRunId(run.id().value() + 1))).isEmpty();
        ImportFile nameless = new ImportFile(Optional.empty(), "application/x-ndjson", 0);
        ImportRun next = storage().write(tx -> tx.imports().insert(ACME, nameless, T0));
        assertThat(find(ACME, next.id()).map(ImportRun::file)).contains(nameless);
        assertThat(next.id().value()).isGreaterThan(run.id().value());
    }

    @Test
    void aRunTellsHowFarItIsAndStaysAsItEnded() {
        ImportProgress progress =
                new ImportProgress(3_000_000_000L, 2, 1, 3_000_000_004L, 4_000_000_000L, List.of("id", "dateCreated"));
        Instant end = T0.plusSeconds(9);
        for (ImportRunState how : ImportRunState.values()) {
            ImportRun begun = add(ACME, T0);
            ImportRun further = begun.at(progress);
            assertThat(update(further)).isTrue();
            assertThat(find(ACME, begun.id())).contains(further);
            assertThat(further.progress().rows()).isEqualTo(3_000_000_003L);
            if (how != ImportRunState.RUNNING) {
                ImportRun ended = how == ImportRunState.DONE ? further.done(end) : further.ended(how, "Why not.", end);
                assertThat(update(ended)).isTrue();
                assertThat(update(further)).as("it has ended").isFalse();
                assertThat(find(ACME, begun.id())).contains(ended);
            }
        }
        ImportRun unknown = ImportRun.begun(new ImportRunId(1_000), ACME, FILE, T0);
        assertThat(update(unknown)).isFalse();
    }

    @Test
    void theFirstRejectedRowsAreKeptInTheirOrder() {
        ImportRun run = add(ACME, T0);
        ImportRun other = add(ACME, T0);
        assertThat(rejectedOf(run)).isEmpty();
        reject(run, 7, 0);
        reject(run, 9, 2);
        reject(run, 4, 1);
        assertThat(rejectedOf(run))
                .startsWith(rejected(9, 2).toArray(new ImportRow.Rejected[0]))
                .endsWith(rejected(4, 1).get(0));
        reject(run, 20, ImportRun.MOST_REJECTED);
        reject(run, 9_000, 5);
        assertThat(rejectedOf(run))
                .hasSize(ImportRun.MOST_REJECTED)
                .endsWith(rejected(1_016, 1).get(0));
        assertThat(rejectedOf(other)).isEmpty();
    }

    @Test
    void aListIsOfOneOrganizationAndPagedByPosition() {
        List<ImportRun> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            runs.add(add(ACME, T0.plusSeconds(i / 2)));
            add(OTHER, T0.plusSeconds(i));
        }
        Page<ImportRun> first = list(SortOrder.ASC, PageRequest.first(2));
        assertThat(first.rows()).isEqualTo(runs.subList(0, 2));
        assertThat(first.total()).hasValue(5);
        Page<ImportRun> rest =
                list(SortOrder.ASC, PageRequest.after(first.next().orElseThrow(), 3));
        assertThat(rest.rows()).isEqualTo(runs.subList(2, 5));
        assertThat(rest.next()).isEmpty();
        assertThat(list(SortOrder.DESC, PageRequest.at(1, 2)).rows()).containsExactly(runs.get(3), runs.get(2));
    }

    @Test
    void allRunsThatHaveNotEndedAreFound() {
        assertThat(running()).isEmpty();
        ImportRun theirs = add(OTHER, T0.plusSeconds(1));
        addEnded(ACME, T0);
        ImportRun ours = add(ACME, T0);
        assertThat(running()).containsExactly(theirs, ours);
        update(theirs.ended(ImportRunState.STOPPED, "It stopped.", T0));
        assertThat(running()).containsExactly(ours);
    }

    @Test
    void anOrganizationsRunsBeyondItsNewestGoButNoneThatRuns() {
        ImportRun theirs = addEnded(OTHER, T0);
        ImportRun running = add(ACME, T0);
        ImportRun second = addEnded(ACME, T0.plusSeconds(2));
        ImportRun first = addEnded(ACME, T0.plusSeconds(1));
        ImportRun last = addEnded(ACME, T0.plusSeconds(3));
        reject(first, 2, 3);
        trim(1, T0, 1);
        assertThat(all()).containsExactly(running, second, last);
        assertThat(rejectedOf(first)).isEmpty();
        trim(2, T0, 10);
        assertThat(all()).containsExactly(running, second, last);
        trim(1, T0, 10);
        assertThat(all()).containsExactly(running, last);
        assertThat(find(OTHER, theirs.id())).contains(theirs);
    }

    @Test
    void runsThatBeganTooLongAgoGoWhosesoeverTheyAreAndTheirIdsAreNotGivenAgain() {
        ImportRun running = add(ACME, T0);
        ImportRun theirs = addEnded(OTHER, T0.plusSeconds(1));
        ImportRun second = addEnded(ACME, T0.plusSeconds(2));
        ImportRun last = addEnded(ACME, T0.plusSeconds(3));
        trim(100, T0.plusSeconds(3), 1);
        assertThat(find(OTHER, theirs.id())).isEmpty();
        assertThat(all()).containsExactly(running, second, last);
        trim(100, T0.plusSeconds(3), 10);
        assertThat(all()).containsExactly(running, last);
        trim(100, T0.plusSeconds(4), 10);
        assertThat(all()).containsExactly(running);
        assertThat(add(ACME, T0).id().value()).isGreaterThan(last.id().value());
    }
}
