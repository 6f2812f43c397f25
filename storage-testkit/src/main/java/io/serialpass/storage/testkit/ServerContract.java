package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.service.Lease;
import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.ServerWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A store remembers what its servers agree upon, and who is ready. */
abstract class ServerContract extends ContractTest {

    private static final ServerId ONE = new ServerId("one");
    private static final ServerId ANOTHER = new ServerId("another");
    private static final LeaseName WORK = new LeaseName("work");
    private static final Instant SOON = T0.plusSeconds(10);

    ServerContract(String urlPattern) {
        super(urlPattern);
    }

    private void write(Consumer<ServerWriter> work) {
        storage().write(tx -> {
            work.accept(tx.servers());
            return true;
        });
    }

    private Optional<String> url() {
        return storage().read(view -> view.servers().webServiceUrl());
    }

    private Map<ServerId, Instant> othersOf(ServerId self) {
        return storage().read(view -> view.servers().othersReadyUntil(self));
    }

    @Test
    void theAddressOfTheWebServiceIsTheLastThatWasPut() {
        assertThat(url()).isEmpty();
        write(servers -> servers.putWebServiceUrl("https://a.example.com"));
        write(servers -> servers.putWebServiceUrl("https://b.example.com"));
        assertThat(url()).contains("https://b.example.com");
    }

    @Test
    void aServerIsToldOfOthersAndNotOfItself() {
        assertThat(othersOf(ONE)).isEmpty();
        write(servers -> servers.putReady(ONE, SOON, T0));
        assertThat(othersOf(ONE)).isEmpty();
        assertThat(othersOf(ANOTHER)).isEqualTo(Map.of(ONE, SOON));
        write(servers -> servers.putReady(ONE, SOON.plusMillis(1), T0));
        assertThat(othersOf(ANOTHER)).isEqualTo(Map.of(ONE, SOON.plusMillis(1)));
    }

    @Test
    void ofSeveralServersTheTimeOfEachIsTold() {
        write(servers -> {
            servers.putReady(ONE, SOON, T0);
            servers.putReady(ANOTHER, SOON.plusSeconds(5), T0);
        });
        assertThat(othersOf(new ServerId("third"))).isEqualTo(Map.of(ONE, SOON, ANOTHER, SOON.plusSeconds(5)));
    }

    @Test
    void aServerThatIsNotReadyAnyMoreIsForgotten() {
        write(servers -> servers.putReady(ONE, SOON, T0));
        write(servers -> servers.removeReady(ANOTHER));
        assertThat(othersOf(ANOTHER)).containsKey(ONE);
        write(servers -> servers.removeReady(ONE));
        assertThat(othersOf(ANOTHER)).isEmpty();
    }

    /** Otherwise a store would keep each server that was ever killed. */
    @Test
    void aServerWhoseTimeIsPastIsForgottenWhenAnotherSaysThatItIsReady() {
        write(servers -> servers.putReady(ONE, SOON, T0));
        write(servers -> servers.putReady(ANOTHER, SOON.plusSeconds(9), SOON));
        assertThat(othersOf(ANOTHER)).as("not past yet").containsKey(ONE);
        write(servers -> servers.putReady(ANOTHER, SOON.plusSeconds(9), SOON.plusMillis(1)));
        assertThat(othersOf(ANOTHER)).isEmpty();
    }

    private boolean takes(ServerId server, Instant until, Instant now) {
        return storage().write(tx -> tx.servers().takeLease(WORK, server, until, now));
    }

    @Test
    void workIsOneServersUntilItsTimeHasPassedOrItGivesItBack() {
        assertThat(takes(ONE, SOON, T0)).isTrue();
        assertThat(takes(ANOTHER, SOON.plusSeconds(1), T0)).as("taken already").isFalse();
        assertThat(takes(ONE, SOON.plusSeconds(5), T0)).as("for some time more").isTrue();
        assertThat(takes(ANOTHER, SOON.plusSeconds(9), SOON.plusSeconds(5)))
                .as("the last moment")
                .isFalse();
        assertThat(takes(ANOTHER, SOON.plusSeconds(9), SOON.plusSeconds(5).plusMillis(1)))
                .isTrue();
        assertThat(takes(ONE, SOON.plusSeconds(20), SOON.plusSeconds(6)))
                .as("it has lost it")
                .isFalse();
        write(servers -> servers.releaseLease(WORK, ONE));
        assertThat(takes(ONE, SOON.plusSeconds(20), SOON.plusSeconds(6)))
                .as("it had nothing to give back")
                .isFalse();
        write(servers -> servers.releaseLease(WORK, ANOTHER));
        assertThat(takes(ONE, SOON.plusSeconds(20), SOON.plusSeconds(6))).isTrue();
    }

    @Test
    void aServerIsToldUntilWhenAnotherHasTheWork() {
        assertThat(othersLeaseOf(ONE)).isEmpty();
        assertThat(takes(ONE, SOON, T0)).isTrue();
        assertThat(othersLeaseOf(ONE)).isEmpty();
        assertThat(othersLeaseOf(ANOTHER)).contains(SOON);
        write(servers -> servers.releaseLease(WORK, ONE));
        assertThat(othersLeaseOf(ANOTHER)).isEmpty();
    }

    private Optional<Instant> othersLeaseOf(ServerId self) {
        return storage().read(view -> view.servers().othersLeaseUntil(WORK, self));
    }

    @Test
    void theWorkOfAServerThatEndedIsTakenThoughItsClockWentAhead() {
        SetClock ahead = new SetClock(T0.plusSeconds(300));
        SetClock behind = new SetClock(T0);
        Lease ended = new Lease(storage(), ahead, WORK, ONE);
        Lease next = new Lease(storage(), behind, WORK, ANOTHER);
        assertThat(ended.take()).isTrue();
        assertThat(next.take()).isFalse();
        ahead.advance(Duration.ofSeconds(9));
        behind.advance(Duration.ofSeconds(9));
        assertThat(ended.take()).isTrue();
        assertThat(next.take())
                .as("the first one has said again that it has the work")
                .isFalse();
        behind.advance(Duration.ofSeconds(9));
        assertThat(next.take()).as("not silent for long enough").isFalse();
        behind.advance(Duration.ofSeconds(1));
        assertThat(next.take()).isTrue();
    }

    @Test
    void oneServerCanDoOneWorkAndAnotherServerAnother() {
        assertThat(takes(ONE, SOON, T0)).isTrue();
        boolean other = storage().write(tx -> tx.servers().takeLease(new LeaseName("other"), ANOTHER, SOON, T0));
        assertThat(other).isTrue();
    }
}
