package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventType;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.FirstAnswer;
import io.serialpass.organization.IdempotencyKey;
import io.serialpass.query.PageRequest;
import io.serialpass.storage.LeaseName;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageUnavailableException;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.UpdateTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one storage promises holds for two that are open on one store, as two servers have them. */
abstract class SharedStoreContract extends WalletContractTest {

    /** How many threads work on each of the two. */
    private static final int THREADS = 3;

    private Optional<Storage> second = Optional.empty();

    SharedStoreContract(String urlPattern) {
        super(urlPattern);
    }

    @BeforeEach
    void openSecond() {
        second = Optional.of(underTest().openAnother());
    }

    private Storage second() {
        return second.orElseThrow();
    }

    /** Has some threads do something on each of the two at once. */
    private <T> List<T> onBoth(Function<Storage, Callable<T>> task) throws Exception {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            tasks.add(task.apply(storage()));
            tasks.add(task.apply(second()));
        }
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    /**
     * Does a unit of work that writes, however long the other storage keeps the store for itself. A storage may refuse a unit of
     * work that has waited for too long: then it has done nothing.
     */
    private static <T> T write(Storage storage, WriteWork<T> work) {
        while (true) {
            try {
                return storage.write(work);
            } catch (StorageUnavailableException e) {
                if (e.reason() != StorageUnavailableException.Reason.LOCKED) {
                    throw e;
                }
            }
        }
    }

    /** Does something a number of times. */
    private static <T> Callable<List<T>> times(int number, IntFunction<T> task) {
        return () -> IntStream.range(0, number).mapToObj(task).toList();
    }

    private static String[] values(int number) {
        return IntStream.range(0, number).mapToObj(i -> "v" + i).toArray(String[]::new);
    }

    @Test
    void whatOneHasWrittenTheOtherReads() {
        for (int i = 0; i < 10; i++) {
            ItemReference reference = new ItemReference("r" + i);
            Storage writer = i % 2 == 0 ? storage() : second();
            Storage reader = i % 2 == 0 ? second() : storage();
            Item item = writer.write(tx -> tx.items().insert(ACME, ItemDetails.of(reference), T0))
                    .orElseThrow();
            assertThat(reader.<Optional<Item>>read(view -> view.items().find(ACME, reference)))
                    .contains(item);
            // What a storage remembers of an item must not outlive the other's change.
            Item changed = item.with(item.details().withName("changed"), T0.plusSeconds(1));
            assertThat(reader.<Boolean>write(tx -> tx.items().update(changed))).isTrue();
            assertThat(writer.<Optional<Item>>write(tx -> tx.items().find(ACME, reference)))
                    .contains(changed);
        }
    }

    @Test
    void aSerialNumberIsReservedByOneOfThem() throws Exception {
        Item item = addItem(ACME, "A");
        add(item, T0, values(100));
        List<List<Optional<List<SerialNumber>>>> reserved = onBoth(storage ->
                times(5, i -> write(storage, tx -> tx.serialNumbers().reserve(item.id(), 4, Optional.empty(), T0))));
        List<SerialNumber> all = reserved.stream()
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
        assertThat(count(item, SerialNumberStatus.NEW)).isZero();
    }

    @Test
    void aSerialNumberIsSoldByOneOfThem() throws Exception {
        Item item = addItem(ACME, "A");
        List<SerialNumber> rows = add(item, T0, values(20));
        List<Integer> sold = onBoth(storage -> () -> {
            int mine = 0;
            for (SerialNumber row : rows) {
                mine += write(storage, tx -> sell(tx, row)) ? 1 : 0;
            }
            return mine;
        });
        assertThat(sold.stream().mapToInt(Integer::intValue).sum()).isEqualTo(rows.size());
        assertThat(count(item, SerialNumberStatus.SOLD)).isEqualTo(rows.size());
    }

    /** Sells a serial number unless it is sold; tells whether it did. */
    private static boolean sell(WriteTransaction tx, SerialNumber row) {
        SerialNumber now = tx.serialNumbers().find(row.organization(), row.id()).orElseThrow();
        SerialNumberDetails details = now.details();
        return details.status() == SerialNumberStatus.NEW
                && tx.serialNumbers()
                        .update(now.with(
                                new SerialNumberDetails(
                                        details.value(), SerialNumberStatus.SOLD, details.warehouseStockId()),
                                T0));
    }

    @Test
    void aValueIsCreatedByOneOfThemAndIdsGrow() throws Exception {
        Item item = addItem(ACME, "A");
        List<List<Optional<SerialNumber>>> created = onBoth(storage -> times(
                10,
                i -> write(storage, tx -> tx.serialNumbers().insert(List.of(row(item, "v" + i)), T0))
                        .get(0)));
        assertThat(created.stream().flatMap(List::stream).flatMap(Optional::stream))
                .extracting(ContractTest::value)
                .containsExactlyInAnyOrder(values(10));
        long last = created.stream()
                .flatMap(List::stream)
                .flatMap(Optional::stream)
                .mapToLong(row -> row.id().value())
                .max()
                .orElseThrow();
        SerialNumber next = second().write(tx -> tx.serialNumbers().insert(List.of(row(item, "next")), T0))
                .get(0)
                .orElseThrow();
        assertThat(next.id().value()).isGreaterThan(last);
    }

    @Test
    void totalsCountWhatBothDid() throws Exception {
        Item item = addItem(ACME, "A");
        List<SerialNumber> rows = add(item, T0, values(40));
        AtomicInteger added = new AtomicInteger();
        onBoth(storage -> times(5, i -> {
            NewSerialNumber one = row(item, "added-" + added.incrementAndGet());
            return write(storage, tx -> tx.serialNumbers().insert(List.of(one), T0));
        }));
        onBoth(storage -> () -> {
            for (SerialNumber row : rows) {
                write(storage, tx -> sell(tx, row));
            }
            return true;
        });
        for (Storage storage : List.of(storage(), second())) {
            for (SerialNumberStatus status : SerialNumberStatus.values()) {
                List<SerialNumber> listed = list(
                        storage, SerialNumberQuery.builder(ACME).status(status).build());
                assertThat(storage.<Long>read(view -> view.serialNumbers().count(item.id(), status)))
                        .isEqualTo(listed.size());
            }
        }
        assertThat(count(item, SerialNumberStatus.SOLD)).isEqualTo(40);
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(30);
    }

    /** The rows of a list, whose total is to be their number. */
    private static List<SerialNumber> list(Storage storage, SerialNumberQuery query) {
        SerialNumberQuery whole = query.with(PageRequest.first(1_000));
        var page = storage.read(view -> view.serialNumbers().list(whole));
        assertThat(page.total()).hasValue(page.rows().size());
        return page.rows();
    }

    @Test
    void tagsOfBothGrowInTheOrderInWhichTheyTakeEffect() throws Exception {
        List<Pass> passes =
                IntStream.range(0, 6).mapToObj(i -> addPass(TICKETS, "p" + i)).toList();
        List<Long> seen = new ArrayList<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread watch = new Thread(() -> {
            while (writing.get()) {
                // A device is told the greatest tag that there is, so that no smaller one may come after it.
                seen.add(second().read(view -> view.pushes().registrationsOf(TICKETS, device("D")))
                        .newest()
                        .value());
            }
        });
        watch.start();
        List<List<UpdateTag>> taken = onBoth(storage -> times(
                10,
                i -> write(storage, tx -> {
                    UpdateTag tag = tx.passes().takeTag(TICKETS, T0);
                    Pass pass =
                            tx.passes().find(passes.get(i % passes.size()).id()).orElseThrow();
                    assertThat(tag.value()).isGreaterThan(pass.updateTag().value());
                    tx.passes().update(pass.uploaded().nextVersion(tag, T0));
                    return tag;
                })));
        writing.set(false);
        watch.join();
        assertThat(taken.stream().flatMap(List::stream).toList()).hasSize(60).doesNotHaveDuplicates();
        assertThat(seen).isSorted();
    }

    @Test
    void theWorkOfAKeyIsDoneByOneOfThem() throws Exception {
        List<List<Boolean>> done = onBoth(storage -> times(
                10,
                i -> write(storage, tx -> {
                    IdempotencyKey key = new IdempotencyKey("key-" + i);
                    if (tx.idempotency().find(ACME, key).isPresent()) {
                        return false;
                    }
                    boolean added = tx.items()
                            .insert(ACME, ItemDetails.of(new ItemReference("of-key-" + i)), T0)
                            .isPresent();
                    tx.idempotency().put(ACME, key, new FirstAnswer("hash", new byte[] {1}, T0));
                    return added;
                })));
        assertThat(done.stream().flatMap(List::stream).filter(Boolean::booleanValue))
                .hasSize(10);
    }

    @Test
    void aReaderOfTheLogMissesNoEventOfEither() throws Exception {
        addPass(TICKETS, "p");
        List<Long> read = new ArrayList<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        Thread reader = new Thread(() -> {
            boolean more = true;
            while (more) {
                boolean last = !writing.get();
                long after = read.isEmpty() ? 0 : read.get(read.size() - 1);
                List<LoggedEvent> events = second().read(view -> view.events().list(after, 100));
                events.forEach(event -> read.add(event.position()));
                more = !last || !events.isEmpty();
            }
        });
        reader.start();
        onBoth(storage -> times(
                15,
                i -> write(storage, tx -> {
                    tx.events()
                            .append(
                                    new PassEvent(
                                            EventType.PASS_VOIDED,
                                            TICKETS,
                                            List.of(id(TICKETS, "p").serialNumber()),
                                            Optional.empty()),
                                    T0);
                    // Of some nothing stays.
                    if (i % 5 == 4) {
                        tx.setRollbackOnly();
                    }
                    return true;
                })));
        writing.set(false);
        reader.join();
        List<Long> all = storage().read(view -> view.events().list(0, 1_000)).stream()
                .map(LoggedEvent::position)
                .toList();
        assertThat(all).hasSize(6 * 12);
        assertThat(read).isEqualTo(all);
        assertThat(all.get(all.size() - 1) - all.get(0)).as("no gaps").isEqualTo(all.size() - 1L);
    }

    @Test
    void thePositionOfAConsumerAdvancesByOneStepAtATime() throws Exception {
        ConsumerName name = new ConsumerName("consumer");
        write(tx -> {
            tx.events().putPosition(name, 0);
            return true;
        });
        onBoth(storage -> times(
                10,
                i -> write(storage, tx -> {
                    tx.events().putPosition(name, tx.events().positionOf(name).orElseThrow() + 1);
                    return true;
                })));
        assertThat(second().<OptionalLong>read(view -> view.events().positionOf(name)))
                .hasValue(60);
    }

    @Test
    void workIsOneServersAtATime() throws Exception {
        LeaseName work = new LeaseName("work");
        AtomicInteger servers = new AtomicInteger();
        List<Boolean> taken = onBoth(storage -> {
            ServerId server = new ServerId("server-" + servers.incrementAndGet());
            return () -> write(storage, tx -> tx.servers().takeLease(work, server, T0.plusSeconds(10), T0));
        });
        assertThat(taken.stream().filter(Boolean::booleanValue)).hasSize(1);
    }

    @Test
    void whatOneUndoesTheOtherNeverSees() throws Exception {
        Item item = addItem(ACME, "A");
        onBoth(storage -> times(
                5,
                i -> write(storage, tx -> {
                    tx.serialNumbers().insert(List.of(row(item, "undone")), T0);
                    tx.setRollbackOnly();
                    return true;
                })));
        assertThat(list(second(), SerialNumberQuery.builder(ACME).build())).isEmpty();
    }
}
