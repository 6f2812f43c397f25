package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many threads at once take nothing from each other. */
abstract class ConcurrencyContract extends ContractTest {

    private static final int THREADS = 32;

    ConcurrencyContract(String urlPattern) {
        super(urlPattern);
    }

    private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdown();
        }
    }

    private static <T> List<Callable<T>> times(int number, Callable<T> task) {
        return IntStream.range(0, number).mapToObj(i -> task).toList();
    }

    @Test
    void aSerialNumberIsReservedOnce() throws Exception {
        Item item = addItem(ACME, "A");
        add(item, T0, IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new));
        List<Optional<List<SerialNumber>>> reserved = together(times(THREADS, () -> reserve(item, 4, T0)));
        List<SerialNumber> all = reserved.stream()
                .flatMap(Optional::stream)
                .flatMap(List::stream)
                .toList();
        assertThat(all).hasSize(100).doesNotHaveDuplicates();
        assertThat(reserved).filteredOn(Optional::isEmpty).hasSize(THREADS - 25);
        assertThat(count(item, SerialNumberStatus.NEW)).isZero();
    }

    @Test
    void aValueIsCreatedOnce() throws Exception {
        Item item = addItem(ACME, "A");
        for (int round = 0; round < 20; round++) {
            String value = "v" + round;
            List<Optional<SerialNumber>> created = together(times(
                    THREADS, () -> insertRows(List.of(row(item, value)), T0).get(0)));
            assertThat(created).filteredOn(Optional::isPresent).hasSize(1);
        }
    }

    @Test
    void oneUnitOfWorkThatFailsTakesNobodyWithIt() throws Exception {
        Item item = addItem(ACME, "A");
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String value = "v" + i;
            boolean fails = i % 3 == 0;
            tasks.add(() -> {
                try {
                    return storage().write(tx -> {
                        tx.serialNumbers().insert(List.of(row(item, value)), T0);
                        if (fails) {
                            throw new IllegalArgumentException("on purpose");
                        }
                        return true;
                    });
                } catch (IllegalArgumentException e) {
                    return false;
                }
            });
        }
        long kept = together(tasks).stream().filter(Boolean::booleanValue).count();
        assertThat(kept).isEqualTo(133);
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(133);
    }

    @Test
    void aReaderSeesAllOrNothingOfAWrite() throws Exception {
        Item item = addItem(ACME, "A");
        AtomicBoolean writing = new AtomicBoolean(true);
        Callable<Boolean> writer = () -> {
            for (int i = 0; i < 50; i++) {
                String prefix = "p" + i + "-";
                storage().write(tx -> {
                    for (int part = 0; part < 3; part++) {
                        tx.serialNumbers().insert(List.of(row(item, prefix + part)), T0);
                    }
                    return true;
                });
            }
            writing.set(false);
            return true;
        };
        Callable<Boolean> reader = () -> {
            while (writing.get()) {
                boolean consistent = storage().read(view -> {
                    Page<SerialNumber> page = view.serialNumbers()
                            .list(SerialNumberQuery.builder(ACME).build());
                    long counted = view.serialNumbers().count(item.id(), SerialNumberStatus.NEW);
                    return page.total().orElseThrow() == counted && counted % 3 == 0;
                });
                assertThat(consistent).isTrue();
            }
            return true;
        };
        together(List.of(writer, reader, reader));
    }

    @Test
    void aCursorVisitsEachRowThatIsThereAllAlongOnce() throws Exception {
        Item item = addItem(ACME, "A");
        List<SerialNumber> there = add(
                item,
                T0,
                IntStream.range(0, 300).mapToObj(i -> String.format("m%03d", i)).toArray(String[]::new));
        AtomicBoolean paging = new AtomicBoolean(true);
        Callable<List<SerialNumber>> writer = () -> {
            // Bounded, since rows added faster than they are paged through would keep the pager for ever.
            for (int i = 0; paging.get() && i < 300; i++) {
                List<SerialNumber> passing = add(item, T0.plusMillis(i % 7), "a" + i, "z" + i);
                deleteRow(passing.get(0));
            }
            return List.of();
        };
        Callable<List<SerialNumber>> pager = () -> {
            try {
                List<SerialNumber> visited = new ArrayList<>();
                SerialNumberQuery query = SerialNumberQuery.builder(ACME)
                        .sort(io.serialpass.inventory.SerialNumberSort.VALUE, io.serialpass.query.SortOrder.DESC)
                        .page(PageRequest.first(7))
                        .build();
                Optional<Position> next;
                do {
                    SerialNumberQuery part = query;
                    Page<SerialNumber> page =
                            storage().read(view -> view.serialNumbers().list(part));
                    visited.addAll(page.rows());
                    next = page.next();
                    query = next.isPresent() ? query.with(PageRequest.after(next.get(), 7)) : query;
                } while (next.isPresent());
                return visited;
            } finally {
                paging.set(false);
            }
        };
        List<SerialNumber> visited = together(List.of(pager, writer)).get(0);
        assertThat(visited).doesNotHaveDuplicates();
        assertThat(visited.stream().filter(row -> value(row).startsWith("m")))
                .containsExactlyInAnyOrderElementsOf(there);
    }
}
