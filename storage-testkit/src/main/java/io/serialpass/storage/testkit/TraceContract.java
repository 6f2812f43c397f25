package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.Serialpass;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.UpdateTag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store remembers what each device did last, for as long as the device holds a pass. */
abstract class TraceContract extends WalletContractTest {

    TraceContract(String urlPattern) {
        super(urlPattern);
    }

    private static DeviceAsk ask(String device, long since) {
        return new DeviceAsk(
                device(device), TICKETS, T0.plusMillis(since), Optional.of(new UpdateTag(since)), Optional.empty());
    }

    private void putAsks(DeviceAsk... asks) {
        write(tx -> {
            tx.traces().putAsks(List.of(asks));
            return true;
        });
    }

    private void putFetch(PassFetch fetch) {
        write(tx -> {
            tx.traces().putFetches(List.of(fetch));
            return true;
        });
    }

    private Optional<DeviceAsk> lastAsk(String device) {
        return read(view -> view.traces().lastAsk(device(device), TICKETS));
    }

    private Optional<PassFetch> lastFetch(Pass pass) {
        return read(view -> view.traces().lastFetch(pass.id()));
    }

    @Test
    void theLastAskOfADeviceIsKept() {
        register("x", addPass(TICKETS, "A"), T0);
        assertThat(lastAsk("x")).isEmpty();
        putAsks(ask("x", 1));
        DeviceAsk told =
                new DeviceAsk(device("x"), TICKETS, T0.plusSeconds(1), Optional.empty(), Optional.of(new UpdateTag(9)));
        putAsks(told);
        assertThat(lastAsk("x")).contains(told);
    }

    /** Without notes a call costs the store nothing. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void noMoreCallsOfDevicesAreNotedThanThereIsRoomFor(int most) {
        register("x", addPass(TICKETS, "A"), T0);
        register("y", addPass(TICKETS, "B"), T0);
        try (Serialpass app = Serialpass.builder(storage()).deviceNotes(most).build()) {
            assertThat(app.devices().updatedPasses(device("x"), TICKETS, Optional.empty()))
                    .isEmpty();
            assertThat(app.devices().updatedPasses(device("y"), TICKETS, Optional.empty()))
                    .isEmpty();
        }
        assertThat(Stream.of("x", "y").filter(device -> lastAsk(device).isPresent()))
                .hasSize(most);
    }

    /** Anybody can ask under any name. */
    @Test
    void theAskOfADeviceThatHoldsNoPassOfTheTypeIsNotKept() {
        register("x", addPass(CARDS, "A"), T0);
        addPass(TICKETS, "A");
        putAsks(ask("x", 1), ask("nobody", 1));
        assertThat(lastAsk("x")).isEmpty();
        assertThat(lastAsk("nobody")).isEmpty();
    }

    @Test
    void theAskGoesWithTheLastRegistrationOfTheType() {
        Pass first = addPass(TICKETS, "A");
        Pass second = addPass(TICKETS, "B");
        register("x", first, T0);
        register("x", second, T0);
        register("y", second, T0);
        putAsks(ask("x", 1), ask("y", 1));
        write(tx -> tx.registrations().delete(device("x"), first.id()));
        assertThat(lastAsk("x")).isPresent();
        deletePass(second);
        assertThat(lastAsk("x")).isEmpty();
        assertThat(lastAsk("y")).isEmpty();
    }

    @Test
    void theLastFetchOfAPassIsKeptAsLongAsThePass() {
        Pass pass = addPass(TICKETS, "A");
        Pass other = addPass(TICKETS, "B");
        assertThat(lastFetch(pass)).isEmpty();
        putFetch(new PassFetch(pass.id(), T0, new UpdateTag(3), false));
        PassFetch again = new PassFetch(pass.id(), T0.plusMillis(5), new UpdateTag(3), true);
        putFetch(again);
        assertThat(lastFetch(pass)).contains(again);
        assertThat(lastFetch(other)).isEmpty();
        deletePass(pass);
        assertThat(lastFetch(pass)).isEmpty();
        putFetch(again);
        assertThat(lastFetch(pass)).as("of a pass that is not there").isEmpty();
    }
}
