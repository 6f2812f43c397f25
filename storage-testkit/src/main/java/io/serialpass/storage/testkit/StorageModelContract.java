package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;

/**
 * Does thousands of random operations on two storages and compares every answer, so that each proves the other. What is
 * done follows from the seed, which a failure names. Ids may differ, since a storage may leave gaps; so each answer is
 * compared without them, and each storage is asked with its own.
 *
 * @since 0.1
 */
public abstract class StorageModelContract {

    private static final List<Organization> ORGANIZATIONS =
            List.of(new Organization("acme"), new Organization("other"));
    private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final int OPERATIONS = 1500;

    private final String modelUrl;
    private final String url;

    /**
     * Compares two storages.
     *
     * @param modelUrl the URL of the one that is trusted, mostly {@code memory:}
     * @param url the URL of the other; {@value StorageUnderTest#DIRECTORY} in it stands for a new directory
     */
    protected StorageModelContract(String modelUrl, String url) {
        this.modelUrl = modelUrl;
        this.url = url;
    }

    /**
     * Runs the operations of one seed.
     *
     * @param seed decides them all
     */
    @Seeds({101, 102, 103, 104})
    public void bothGiveTheSameAnswers(long seed) {
        try (StorageUnderTest model = StorageUnderTest.open(modelUrl);
                StorageUnderTest tested = StorageUnderTest.open(url)) {
            Run run = new Run(seed, model.storage(), tested.storage());
            for (int i = 0; i < OPERATIONS; i++) {
                try {
                    run.step();
                } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed + ", operation " + i, e);
                }
            }
            assertThat(tested.problems()).as("seed %s", seed).isEmpty();
        }
    }

    /** One sequence of operations. Rows are remembered as pairs: the model's and the tested storage's. */
    private static final class Run {
        private record Pair<R>(R model, R tested) {}

        private final Random random;
        private final RandomQueries queries;
        private final Storage model;
        private final Storage tested;
        private final List<Pair<Item>> items = new ArrayList<>();
        private final List<Pair<SerialNumber>> rows = new ArrayList<>();

        Run(long seed, Storage model, Storage tested) {
            this.random = new Random(seed);
            this.queries = new RandomQueries(random, BEGIN, 5_000);
            this.model = model;
            this.tested = tested;
        }

        void step() {
            switch (random.nextInt(13)) {
                case 0 -> insertItem();
                case 1 -> updateItem();
                case 2 -> deleteItem();
                case 3, 4 -> insertRows();
                case 5, 6 -> updateRow();
                case 7 -> deleteRow();
                case 8 -> reserve();
                case 9 -> endReservations();
                case 10 -> listItems();
                default -> listRows();
            }
        }

        private void insertItem() {
            Organization organization = queries.pick(ORGANIZATIONS);
            ItemDetails details =
                    ItemDetails.of(new ItemReference(queries.text())).withName(queries.text());
            Instant time = queries.time();
            Pair<Optional<Item>> inserted = both(
                    tx -> tx.items().insert(organization, details, time),
                    tx -> tx.items().insert(organization, details, time));
            assertThat(inserted.tested().map(Run::anonymous))
                    .isEqualTo(inserted.model().map(Run::anonymous));
            if (inserted.model().isPresent()) {
                items.add(new Pair<>(
                        inserted.model().orElseThrow(), inserted.tested().orElseThrow()));
            }
        }

        private void updateItem() {
            if (items.isEmpty()) {
                return;
            }
            int index = random.nextInt(items.size());
            Pair<Item> item = items.get(index);
            ItemDetails details = item.model().details().withReference(new ItemReference(queries.text()));
            Instant time = queries.time();
            Pair<Item> changed =
                    new Pair<>(item.model().with(details, time), item.tested().with(details, time));
            Pair<Boolean> done = both(
                    tx -> tx.items().update(changed.model()), tx -> tx.items().update(changed.tested()));
            assertThat(done.tested()).isEqualTo(done.model());
            if (done.model()) {
                items.set(index, changed);
            }
        }

        private void deleteItem() {
            if (items.isEmpty()) {
                return;
            }
            Pair<Item> item = items.get(random.nextInt(items.size()));
            Pair<Boolean> deleted =
                    both(tx -> deleteUnlessUsed(tx, item.model()), tx -> deleteUnlessUsed(tx, item.tested()));
            assertThat(deleted.tested()).isEqualTo(deleted.model());
            if (deleted.model()) {
                items.remove(item);
            }
        }

        private static boolean deleteUnlessUsed(WriteTransaction tx, Item item) {
            if (tx.items().find(item.organization(), item.id()).orElseThrow().hasSerialNumbers()) {
                return false;
            }
            tx.items().delete(item.id());
            return true;
        }

        private void insertRows() {
            if (items.isEmpty()) {
                return;
            }
            List<NewSerialNumber> forModel = new ArrayList<>();
            List<NewSerialNumber> forTested = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                Pair<Item> item = queries.pick(items);
                SerialNumberDetails details = details();
                forModel.add(new NewSerialNumber(item.model(), details));
                forTested.add(new NewSerialNumber(item.tested(), details));
            }
            boolean rollback = random.nextInt(5) == 0;
            Instant time = queries.time();
            Pair<List<Optional<SerialNumber>>> inserted =
                    both(tx -> insert(tx, forModel, time, rollback), tx -> insert(tx, forTested, time, rollback));
            assertThat(inserted.tested().stream().map(Optional::isPresent))
                    .isEqualTo(
                            inserted.model().stream().map(Optional::isPresent).toList());
            for (int i = 0; i < forModel.size() && !rollback; i++) {
                if (inserted.model().get(i).isPresent()) {
                    rows.add(new Pair<>(
                            inserted.model().get(i).orElseThrow(),
                            inserted.tested().get(i).orElseThrow()));
                }
            }
        }

        private static List<Optional<SerialNumber>> insert(
                WriteTransaction tx, List<NewSerialNumber> wanted, Instant time, boolean rollback) {
            if (rollback) {
                tx.setRollbackOnly();
            }
            return tx.serialNumbers().insert(wanted, time);
        }

        private SerialNumberDetails details() {
            SerialNumberStatus status = queries.pick(List.of(SerialNumberStatus.values()));
            return new SerialNumberDetails(
                    new SerialNumberValue(queries.text()),
                    status,
                    random.nextBoolean() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty(),
                    status == SerialNumberStatus.RESERVED && random.nextBoolean()
                            ? Optional.of(queries.time())
                            : Optional.empty());
        }

        private void updateRow() {
            if (rows.isEmpty()) {
                return;
            }
            int index = random.nextInt(rows.size());
            SerialNumberDetails details = details();
            Instant time = queries.time();
            Pair<SerialNumber> row = current(rows.get(index));
            Pair<SerialNumber> changed =
                    new Pair<>(row.model().with(details, time), row.tested().with(details, time));
            Pair<Boolean> done = both(
                    tx -> tx.serialNumbers().update(changed.model()),
                    tx -> tx.serialNumbers().update(changed.tested()));
            assertThat(done.tested()).isEqualTo(done.model());
        }

        /** Both storages' row as it is now. */
        private Pair<SerialNumber> current(Pair<SerialNumber> row) {
            SerialNumber inModel = model.read(view -> view.serialNumbers()
                            .find(row.model().organization(), row.model().id()))
                    .orElseThrow();
            SerialNumber inTested = tested.read(view -> view.serialNumbers()
                            .find(row.tested().organization(), row.tested().id()))
                    .orElseThrow();
            assertThat(anonymous(inTested)).isEqualTo(anonymous(inModel));
            return new Pair<>(inModel, inTested);
        }

        private void deleteRow() {
            if (rows.isEmpty()) {
                return;
            }
            Pair<SerialNumber> row = rows.remove(random.nextInt(rows.size()));
            both(tx -> delete(tx, row.model()), tx -> delete(tx, row.tested()));
        }

        private static boolean delete(WriteTransaction tx, SerialNumber row) {
            tx.serialNumbers().delete(row.id());
            return true;
        }

        private void reserve() {
            if (items.isEmpty()) {
                return;
            }
            Pair<Item> item = queries.pick(items);
            int quantity = 1 + random.nextInt(4);
            Optional<Instant> until = random.nextBoolean() ? Optional.of(queries.time()) : Optional.empty();
            Instant time = queries.time();
            Pair<Optional<List<SerialNumber>>> reserved = both(
                    tx -> tx.serialNumbers().reserve(item.model().id(), quantity, until, time),
                    tx -> tx.serialNumbers().reserve(item.tested().id(), quantity, until, time));
            assertThat(reserved.tested().map(Run::anonymous))
                    .isEqualTo(reserved.model().map(Run::anonymous));
        }

        /** As many as end at once: of those of one time, each storage has ids of its own. */
        private void endReservations() {
            Instant time = queries.time();
            Pair<List<SerialNumber>> ended = both(
                    tx -> tx.serialNumbers().endReservations(time, Integer.MAX_VALUE),
                    tx -> tx.serialNumbers().endReservations(time, Integer.MAX_VALUE));
            assertThat(anonymous(ended.tested())).isEqualTo(anonymous(ended.model()));
            Optional<Instant> next = model.read(view -> view.serialNumbers().nextReservationEnd());
            Optional<Instant> nextTested =
                    tested.read(view -> view.serialNumbers().nextReservationEnd());
            assertThat(nextTested).isEqualTo(next);
        }

        private void listItems() {
            ItemQuery query = queries.items(
                    queries.pick(ORGANIZATIONS),
                    items.stream().map(item -> item.model().reference().value()).toList(),
                    items.stream().map(item -> item.model().details().name()).toList());
            Page<Item> expected = model.read(view -> view.items().list(query));
            Page<Item> page = tested.read(view -> view.items().list(query));
            assertThat(page.rows().stream().map(Run::anonymous))
                    .as("%s", query)
                    .isEqualTo(expected.rows().stream().map(Run::anonymous).toList());
            assertThat(page.total()).as("%s", query).isEqualTo(expected.total());
            assertThat(page.next().isPresent()).isEqualTo(expected.next().isPresent());
        }

        private void listRows() {
            SerialNumberQuery query = queries.serialNumbers(
                    queries.pick(ORGANIZATIONS),
                    rows.stream()
                            .map(row -> row.model().details().value().value())
                            .toList(),
                    items.stream().map(item -> item.model().reference().value()).toList());
            SerialNumberQuery inModel = query;
            SerialNumberQuery inTested = query;
            while (true) {
                SerialNumberQuery modelQuery = inModel;
                SerialNumberQuery testedQuery = inTested;
                Page<SerialNumber> expected =
                        model.read(view -> view.serialNumbers().list(modelQuery));
                Page<SerialNumber> page =
                        tested.read(view -> view.serialNumbers().list(testedQuery));
                assertThat(anonymous(page.rows())).as("%s", query).isEqualTo(anonymous(expected.rows()));
                assertThat(page.total()).as("%s", query).isEqualTo(expected.total());
                assertThat(page.next().isPresent()).isEqualTo(expected.next().isPresent());
                if (page.next().isEmpty()) {
                    return;
                }
                int max = query.listing().page().max();
                inModel = query.with(PageRequest.after(expected.next().orElseThrow(), max));
                inTested = query.with(PageRequest.after(page.next().orElseThrow(), max));
            }
        }

        private <T> Pair<T> both(Function<WriteTransaction, T> onModel, Function<WriteTransaction, T> onTested) {
            return new Pair<>(model.write(onModel::apply), tested.write(onTested::apply));
        }

        private static List<Object> anonymous(Item item) {
            return List.of(
                    item.organization(),
                    item.details(),
                    item.hasSerialNumbers(),
                    item.dateCreated(),
                    item.lastUpdated());
        }

        private static List<Object> anonymous(SerialNumber row) {
            return List.of(
                    row.organization(), row.itemReference(), row.details(), row.dateCreated(), row.lastUpdated());
        }

        private static List<List<Object>> anonymous(List<SerialNumber> rows) {
            return rows.stream().map(Run::anonymous).toList();
        }
    }
}
