package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.PassTypeEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.UpdateTag;
import org.junit.jupiter.api.Test;

/** A check of a store finds nothing wrong with what the SPI's rules allow, and tells what breaks them. */
abstract class ExaminationContract extends EventContractTest {

    ExaminationContract(String urlPattern) {
        super(urlPattern);
    }

    @Test
    void aStoreThatIsEmptyIsSound() {
        assertThat(underTest().problems()).isEmpty();
    }

    @Test
    void aStoreThatWasWorkedWithIsSound() {
        Item item = addItem(ACME, "A");
        addItem(OTHER, "A");
        add(item, T0, "1", "2", "3");
        deleteRow(add(item, T0, "4").get(0));
        reserve(item, 2, T0);
        assertThat(count(item, SerialNumberStatus.NEW)).isEqualTo(1);
        Pass pass = addPass(TICKETS, "1");
        deletePass(addPass(TICKETS, "2"));
        addPass(CARDS, "1");
        register("D", upload(pass, new byte[] {1}, T0), T0);
        append(1, 2, 3);
        change(events -> events.putPosition(SLOW, 2));
        trim(T0.plusSeconds(2), 1_000, 10);
        assertThat(underTest().problems()).isEmpty();
    }

    @Test
    void aConsumerBeyondTheLogIsTold() {
        append(1);
        long newest = bounds().newest();
        change(events -> events.putPosition(PUSH, newest));
        assertThat(underTest().problems()).isEmpty();
        change(events -> events.putPosition(SLOW, newest + 1));
        assertThat(underTest().problems()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.check()).isEqualTo("consumers");
            assertThat(finding.text()).contains("slow (" + (newest + 1) + ")").doesNotContain("push");
        });
    }

    @Test
    void aTagThatIsOlderThanOneBeforeItIsTold() {
        claim(TICKETS, ACME);
        claim(CARDS, ACME);
        change(events -> events.append(PassTypeEvent.ofType(TICKETS, new UpdateTag(7)), T0));
        change(events -> events.append(PassTypeEvent.ofType(CARDS, new UpdateTag(6)), T0));
        change(events -> events.append(PassTypeEvent.ofType(TICKETS, new UpdateTag(7)), T0));
        assertThat(underTest().problems()).isEmpty();
        change(events -> events.append(PassTypeEvent.ofType(TICKETS, new UpdateTag(6)), T0));
        assertThat(underTest().problems()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.check()).isEqualTo("tags of events");
            assertThat(finding.text()).contains(TICKETS.value(), "tag 6", "tag 7");
        });
    }
}
