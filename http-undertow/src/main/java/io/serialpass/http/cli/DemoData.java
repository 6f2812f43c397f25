package io.serialpass.http.cli;

import io.serialpass.event.EventType;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemQuery;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.query.PageRequest;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.wallet.PassPackager;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A small sample, so that every call has something to show. */
final class DemoData {

    /** The reference of the item whose serial numbers have passes. */
    static final String TICKETS = "TICKET-JAZZ-NIGHT";

    private static final String TICKET = "JN26-%04d";

    private static final int TICKETS_IN_ALL = 40;

    private DemoData() {}

    /** The tickets that are reserved when the sample is loaded, in order, whatever became of them since. */
    static Stream<SerialNumberValue> reservedTickets() {
        return IntStream.rangeClosed(1, TICKETS_IN_ALL)
                .filter(number -> status(number) == SerialNumberStatus.RESERVED)
                .mapToObj(number -> value(TICKET, number));
    }

    private static SerialNumberValue value(String format, int number) {
        return SerialNumberValue.of(String.format(Locale.ROOT, format, number));
    }

    /** Loads the sample, unless the organization has an item already. */
    static void load(Storage storage, Clock clock, Organization organization, PassPackager packager) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        boolean loaded = storage.write(tx -> {
            ItemQuery any = ItemQuery.builder(organization)
                    .page(PageRequest.first(1).withoutTotal())
                    .build();
            if (!tx.items().list(any).rows().isEmpty()) {
                return false;
            }
            add(tx, organization, TICKETS, "Jazz Night, 5 December, stalls", TICKET, TICKETS_IN_ALL, now);
            add(tx, organization, "HUAWEI-Y6-PRO-BLACK", "Huawei Y6 Pro, black", "74924P%04dE", 12, now);
            add(tx, organization, "MEMBER-GOLD", "Gold membership", "GOLD-%05d", 8, now);
            return true;
        });
        if (loaded) {
            DemoPasses.load(storage, clock, organization, packager);
        }
        System.getLogger(DemoData.class.getName())
                .log(System.Logger.Level.DEBUG, loaded ? "Sample loaded" : "Sample not needed");
    }

    private static void add(
            WriteTransaction tx,
            Organization organization,
            String reference,
            String name,
            String valueFormat,
            int quantity,
            Instant now) {
        ItemDetails details = ItemDetails.of(new ItemReference(reference))
                .withPassTypeIdentifier(
                        reference.equals(TICKETS) ? Optional.of(DemoPasses.PASS_TYPE) : Optional.empty())
                .withName(name)
                .withDescription(Optional.of("Sample data of --demo"));
        Item item = tx.items().insert(organization, details, now).orElseThrow();
        List<NewSerialNumber> rows = IntStream.rangeClosed(1, quantity)
                .mapToObj(number -> new NewSerialNumber(
                        item,
                        new SerialNumberDetails(value(valueFormat, number), status(number), OptionalLong.empty())))
                .toList();
        List<SerialNumberId> ids = tx.serialNumbers().insert(rows, now).stream()
                .flatMap(Optional::stream)
                .map(SerialNumber::id)
                .toList();
        SerialNumberEvent.of(EventType.SERIAL_NUMBERS_CREATED, Optional.of(item.id()), ids)
                .forEach(event -> tx.events().append(organization, event, now));
    }

    /** Of every four, one is sold; of every ten, one reserved. */
    private static SerialNumberStatus status(int number) {
        if (number % 4 == 1) {
            return SerialNumberStatus.SOLD;
        }
        return number % 10 == 0 ? SerialNumberStatus.RESERVED : SerialNumberStatus.NEW;
    }
}
