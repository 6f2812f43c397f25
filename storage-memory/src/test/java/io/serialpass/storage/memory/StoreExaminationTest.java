package io.serialpass.storage.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventBounds;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.EventReader;
import io.serialpass.storage.ReadView;
import io.serialpass.storage.SerialNumberReader;
import io.serialpass.storage.Storage;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.Storages;
import io.serialpass.storage.StoreExamination;
import io.serialpass.storage.StoreFinding;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checks of any storage tell the faults of a storage that has some. */
class StoreExaminationTest {

    private static final Organization ACME = new Organization("acme");

    private Storage storage = Storages.open("memory:");

    @BeforeEach
    void fill() {
        storage.write(tx -> {
            tx.items().insert(ACME, ItemDetails.of(new ItemReference("A")), Instant.EPOCH);
            IdRanges ids = new IdRanges(List.of(new IdRanges.Range(1, 1)));
            SerialNumberEvent event = new SerialNumberEvent(EventType.SERIAL_NUMBERS_SOLD, Optional.empty(), ids);
            tx.events().append(ACME, event, Instant.EPOCH);
            tx.events().append(ACME, event, Instant.EPOCH);
            return true;
        });
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private List<StoreFinding> problems(UnaryOperator<ReadView> fault) {
        List<StoreFinding> findings = new ArrayList<>();
        storage.read(view -> {
            StoreExamination.all(fault.apply(view), findings::add);
            return true;
        });
        assertThat(findings).hasSize(4);
        return findings.stream().filter(finding -> !finding.isSound()).toList();
    }

    /** The same object, but for some methods, by their names: each makes another result of the real one. */
    private static <T> T with(Class<T> type, T real, Map<String, UnaryOperator<Object>> changed) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return changed.getOrDefault(method.getName(), UnaryOperator.identity())
                                .apply(method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static ReadView withRows(ReadView view, UnaryOperator<Object> list) {
        return with(
                ReadView.class,
                view,
                Map.of(
                        "serialNumbers",
                        rows -> with(SerialNumberReader.class, (SerialNumberReader) rows, Map.of("list", list))));
    }

    private static ReadView withEvents(ReadView view, String method, UnaryOperator<Object> changed) {
        return with(
                ReadView.class,
                view,
                Map.of("events", events -> with(EventReader.class, (EventReader) events, Map.of(method, changed))));
    }

    @Test
    void aStorageWithoutAFaultIsSound() {
        assertThat(problems(view -> view)).isEmpty();
    }

    @Test
    void aTotalThatIsNotTheNumberOfTheRowsIsTold() {
        Page<SerialNumber> wrong = new Page<>(List.of(), OptionalLong.of(3), Optional.empty());
        assertThat(problems(view -> withRows(view, page -> wrong)))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.text()).contains("serial numbers of the organization acme is 3"));
    }

    @Test
    void eventsOutOfOrderAreTold() {
        assertThat(problems(view -> withEvents(view, "list", StoreExaminationTest::reversed)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("event 1 comes after the event 2"));
    }

    private static Object reversed(Object events) {
        List<LoggedEvent> reversed = new ArrayList<>();
        ((List<?>) events).forEach(event -> reversed.add(0, (LoggedEvent) event));
        return reversed;
    }

    @Test
    void aNewestEventThatCannotBeReadIsTold() {
        assertThat(problems(view -> withEvents(view, "bounds", bounds -> new EventBounds(1, 3))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("is 2, and the newest one is 3"));
        assertThat(problems(view -> withEvents(view, "list", list -> {
                    throw new StorageException("rubbish\nin a row");
                })))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).contains("rubbish in a row").hasLineCount(1));
    }
}
