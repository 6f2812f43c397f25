package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.Event;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.service.ReservationEnds;
import io.serialpass.service.ReserveOutcome;
import io.serialpass.service.SerialNumberService;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFileName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The work in the background that ends reservations. */
abstract class ReservationEndsContract extends WalletContractTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SetClock clock = new SetClock(T0);
    private SerialNumberService rows;
    private ReservationEnds ends;

    @SuppressWarnings("NullAway.Init") // JUnit calls makeServices() first
    ReservationEndsContract(String urlPattern) {
        super(urlPattern);
    }

    @BeforeEach
    void makeServices() {
        rows = new SerialNumberService(storage(), clock);
        ends = new ReservationEnds(storage(), clock);
    }

    private List<SerialNumber> reserve(Item item, int quantity) {
        ReserveOutcome outcome = rows.reserve(ACME, item.id(), quantity, HOUR);
        return ((ReserveOutcome.Reserved) outcome).serialNumbers();
    }

    private List<Event> news(long seen) {
        return read(view -> view.events().list(seen, 1_000)).stream()
                .map(LoggedEvent::event)
                .toList();
    }

    private long newest() {
        return read(view -> view.events().bounds().newest());
    }

    private Pass tied(SerialNumber row) {
        Pass pass = insertPass(ACME, id(TICKETS, "T"), Optional.of(row.id())).orElseThrow();
        return write(tx -> {
            tx.passTypes().putFile(TICKETS, PassFileName.TEMPLATE, Optional.of(new byte[1]), T0);
            tx.passTypes().renewPasses(TICKETS, tx.passes().takeTag(TICKETS, T0), T0);
            return tx.passes().find(pass.id()).orElseThrow();
        });
    }

    @Test
    void anEndIsTheReturnThatPhonesAndFollowersSee() {
        Item item = addItem(ACME, "A");
        add(item, T0, "1", "2", "3");
        List<SerialNumber> reserved = reserve(item, 3);
        Pass before = tied(reserved.get(1));
        long seen = newest();
        clock.advance(HOUR.minusMillis(1));
        assertThat(ends.endDue()).isZero();
        assertThat(newest()).isEqualTo(seen);
        clock.advance(Duration.ofMillis(1));
        assertThat(ends.endDue()).isEqualTo(3);
        Pass after = findPass(before.id()).orElseThrow();
        assertThat(after.updateTag()).isGreaterThan(before.updateTag());
        assertThat(news(seen))
                .containsExactly(
                        new SerialNumberEvent(
                                EventType.SERIAL_NUMBERS_RETURNED,
                                Optional.of(item.id()),
                                new IdRanges(List.of(new IdRanges.Range(
                                        reserved.get(0).id().value(),
                                        reserved.get(2).id().value())))),
                        new PassEvent(
                                EventType.PASS_CHANGED,
                                TICKETS,
                                List.of(before.id().serialNumber()),
                                Optional.of(after.updateTag())));
        assertThat(ends.endDue()).isZero();
    }

    @Test
    void whoProlongsTellsFollowersAndNotPhones() {
        Item item = addItem(ACME, "A");
        add(item, T0, "1");
        SerialNumber row = reserve(item, 1).get(0);
        Pass before = tied(row);
        long seen = newest();
        rows.update(ACME, row.id(), (details, now) -> details.withReservedUntil(Optional.of(now.plus(HOUR))));
        assertThat(newest()).as("the same end is no change").isEqualTo(seen);
        clock.advance(HOUR.dividedBy(2));
        rows.update(ACME, row.id(), (details, now) -> details.withReservedUntil(Optional.of(now.plus(HOUR))));
        assertThat(news(seen)).extracting(Event::type).containsExactly(EventType.SERIAL_NUMBERS_PROLONGED);
        assertThat(findPass(before.id()).orElseThrow().updateTag()).isEqualTo(before.updateTag());
        clock.advance(HOUR.dividedBy(2));
        assertThat(ends.endDue()).isZero();
        clock.advance(HOUR.dividedBy(2));
        assertThat(ends.endDue()).isEqualTo(1);
        assertThat(find(row).details().status()).isEqualTo(SerialNumberStatus.NEW);
    }

    @Test
    void manyEndInSmallUnitsOfWork() {
        Item item = addItem(ACME, "A");
        add(item, T0, IntStream.range(0, 1_500).mapToObj(Integer::toString).toArray(String[]::new));
        reserve(item, 1_500);
        long seen = newest();
        clock.advance(HOUR);
        assertThat(ends.endDue()).isEqualTo(1_500);
        assertThat(news(seen))
                .hasSizeGreaterThan(2)
                .allSatisfy(event ->
                        assertThat(((SerialNumberEvent) event).ids().count()).isLessThanOrEqualTo(500));
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(1_500);
    }

    @Test
    @Timeout(60)
    void twoServersEndEachReservationOnce() throws Exception {
        Item item = addItem(ACME, "A");
        add(item, T0, IntStream.range(0, 600).mapToObj(Integer::toString).toArray(String[]::new));
        reserve(item, 600);
        long seen = newest();
        clock.advance(HOUR);
        try (ReservationEnds first = new ReservationEnds(storage(), clock);
                ReservationEnds second = new ReservationEnds(storage(), clock)) {
            first.start();
            second.start();
            Await.until(() -> count(item, SerialNumberStatus.RESERVED) == 0);
        }
        assertThat(news(seen).stream()
                        .mapToLong(event -> ((SerialNumberEvent) event).ids().count())
                        .sum())
                .isEqualTo(600);
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(600);
    }
}
