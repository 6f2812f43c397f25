package io.serialpass.storage.testkit;

import io.serialpass.event.ConsumerName;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.EventWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Short words for filling the event log and reading it. */
abstract class EventContractTest extends WalletContractTest {

    static final ConsumerName PUSH = new ConsumerName("push");
    static final ConsumerName SLOW = new ConsumerName("slow");

    EventContractTest(String urlPattern) {
        super(urlPattern);
    }

    void change(Consumer<EventWriter> work) {
        write(tx -> {
            work.accept(tx.events());
            return true;
        });
    }

    void claim(PassTypeIdentifier type, Organization organization) {
        write(tx -> tx.passTypes().claim(type, organization, T0));
    }

    /** An event that can be told from others by a number. */
    static SerialNumberEvent numbered(long number) {
        return new SerialNumberEvent(
                EventType.SERIAL_NUMBERS_SOLD,
                Optional.empty(),
                new IdRanges(List.of(new IdRanges.Range(number, number))));
    }

    static long numberOf(LoggedEvent event) {
        return ((SerialNumberEvent) event.event()).ids().ranges().get(0).first();
    }

    void append(long... numbers) {
        for (long number : numbers) {
            change(events -> events.append(ACME, numbered(number), T0.plusSeconds(number)));
        }
    }

    List<LoggedEvent> list(long after, int most) {
        return read(view -> view.events().list(after, most));
    }

    List<LoggedEvent> list(Organization organization, long after, int most) {
        return read(view -> view.events().list(organization, after, most));
    }

    List<LoggedEvent> all() {
        return list(0, 1_000);
    }

    EventBounds bounds() {
        return read(view -> view.events().bounds());
    }

    OptionalLong positionOf(ConsumerName consumer) {
        return read(view -> view.events().positionOf(consumer));
    }

    List<EventConsumer> consumers() {
        return read(view -> view.events().consumers());
    }

    List<Long> numbers() {
        return all().stream().map(EventContract::numberOf).toList();
    }

    int trim(Instant before, long most, int atOnce) {
        return write(tx -> tx.events().trim(before, most, atOnce));
    }
}
