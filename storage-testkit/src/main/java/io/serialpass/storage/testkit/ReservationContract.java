package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.storage.NewSerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reservations that end. */
abstract class ReservationContract extends ContractTest {

    private static final Instant END = T0.plusSeconds(60);
    private static final Instant LATER = END.plusSeconds(60);

    ReservationContract(String urlPattern) {
        super(urlPattern);
    }

    private List<SerialNumber> end(Instant time, int most) {
        return storage().write(tx -> tx.serialNumbers().endReservations(time, most));
    }

    private Optional<Instant> next() {
        return storage().read(view -> view.serialNumbers().nextReservationEnd());
    }

    @Test
    void aReservationEndsAtItsTimeAndNotBefore() {
        Item item = addItem(ACME, "A");
        add(item, T0, "1", "2", "3");
        List<SerialNumber> reserved = reserve(item, 2, Optional.of(END), T0).orElseThrow();
        assertThat(reserved).allSatisfy(row -> {
            assertThat(row.details().reservedUntil()).contains(END);
            assertThat(find(row)).isEqualTo(row);
        });
        assertThat(next()).contains(END);
        assertThat(end(END.minusMillis(1), 10)).isEmpty();
        List<SerialNumber> ended = end(END, 10);
        assertThat(ended).extracting(ContractTest::value).containsExactly("1", "2");
        assertThat(ended).allSatisfy(row -> {
            assertThat(row.details().status()).isEqualTo(SerialNumberStatus.NEW);
            assertThat(row.details().reservedUntil()).isEmpty();
            assertThat(row.lastUpdated()).isEqualTo(END);
            assertThat(find(row)).isEqualTo(row);
        });
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(3);
        assertThat(count(item, SerialNumberStatus.RESERVED)).isZero();
        assertThat(next()).isEmpty();
        assertThat(end(LATER, 10)).isEmpty();
    }

    @Test
    void aReservationWithoutAnEndStays() {
        Item item = addItem(ACME, "A");
        add(item, T0, "1");
        reserve(item, 1, Optional.empty(), T0);
        assertThat(next()).isEmpty();
        assertThat(end(Instant.parse("9999-01-01T00:00:00Z"), 10)).isEmpty();
        assertThat(count(item, SerialNumberStatus.RESERVED)).isEqualTo(1);
    }

    @Test
    void thoseThatEndFirstAreEndedFirst() {
        Item item = addItem(ACME, "A");
        Item theirs = addItem(OTHER, "A");
        add(item, T0, "1", "2", "3");
        add(theirs, T0, "4");
        reserve(item, 1, Optional.of(LATER), T0);
        reserve(item, 1, Optional.of(END), T0);
        reserve(theirs, 1, Optional.of(END.minusMillis(5)), T0);
        reserve(item, 1, Optional.of(END.plusMillis(5)), T0);
        assertThat(next()).contains(END.minusMillis(5));
        assertThat(end(LATER, 1)).extracting(ContractTest::value).containsExactly("4");
        assertThat(next()).contains(END);
        assertThat(end(LATER, 2)).extracting(ContractTest::value).containsExactly("2", "3");
        assertThat(next()).contains(LATER);
        assertThat(end(LATER, 2)).extracting(ContractTest::value).containsExactly("1");
        assertThat(count(theirs, SerialNumberStatus.NEW)).isEqualTo(1);
    }

    @Test
    void whoSellsForgetsTheEnd() {
        Item item = addItem(ACME, "A");
        add(item, T0, "1", "2", "3");
        List<SerialNumber> reserved = reserve(item, 3, Optional.of(END), T0).orElseThrow();
        SerialNumber sold = reserved.get(0);
        change(sold, sold.details().withStatus(SerialNumberStatus.SOLD), T0);
        SerialNumber cancelled = reserved.get(1);
        change(cancelled, cancelled.details().withStatus(SerialNumberStatus.NEW), T0);
        assertThat(end(END, 10)).extracting(ContractTest::value).containsExactly("3");
        assertThat(find(sold).details().status()).isEqualTo(SerialNumberStatus.SOLD);
        assertThat(find(sold).details().reservedUntil()).isEmpty();
    }

    @Test
    void anEndCanBeSetMovedAndTaken() {
        Item item = addItem(ACME, "A");
        SerialNumber row = add(item, T0, "1").get(0);
        SerialNumberDetails reserved = row.details().withStatus(SerialNumberStatus.RESERVED);
        SerialNumber ending = change(row, reserved.withReservedUntil(Optional.of(END)), T0);
        assertThat(find(row)).isEqualTo(ending);
        SerialNumber prolonged = change(ending, reserved.withReservedUntil(Optional.of(LATER)), T0);
        assertThat(find(row)).isEqualTo(prolonged);
        assertThat(end(END, 10)).isEmpty();
        assertThat(next()).contains(LATER);
        SerialNumber endless = change(prolonged, reserved, T0);
        assertThat(find(row)).isEqualTo(endless);
        assertThat(next()).isEmpty();
        assertThat(end(LATER, 10)).isEmpty();
    }

    @Test
    void aSerialNumberCanBeAddedWithAnEnd() {
        Item item = addItem(ACME, "A");
        SerialNumberDetails details =
                row(item, "1").details().withStatus(SerialNumberStatus.RESERVED).withReservedUntil(Optional.of(END));
        SerialNumber row = insertRows(List.of(new NewSerialNumber(item, details)), T0)
                .get(0)
                .orElseThrow();
        assertThat(find(row).details()).isEqualTo(details);
        deleteRow(row);
        assertThat(next()).isEmpty();
        assertThat(end(END, 10)).isEmpty();
    }

    @Test
    void whatIsUndoneGoesOn() {
        Item item = addItem(ACME, "A");
        add(item, T0, "1");
        SerialNumber row = reserve(item, 1, Optional.of(END), T0).orElseThrow().get(0);
        List<SerialNumber> undone = storage().write(tx -> {
            tx.setRollbackOnly();
            return tx.serialNumbers().endReservations(END, 10);
        });
        assertThat(undone).hasSize(1);
        assertThat(find(row)).isEqualTo(row);
        assertThat(next()).contains(END);
        assertThat(count(item, SerialNumberStatus.NEW)).isZero();
    }
}
