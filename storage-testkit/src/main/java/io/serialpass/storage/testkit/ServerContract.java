package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.storage.ServerId;
import io.serialpass.storage.ServerWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A store remembers what its servers agree upon, and who is ready. */
abstract class ServerContract extends ContractTest {

    private static final ServerId ONE = new ServerId("one");
    private static final ServerId ANOTHER = new ServerId("another");
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

    private Optional<Instant> othersOf(ServerId self) {
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
        assertThat(othersOf(ANOTHER)).contains(SOON);
        write(servers -> servers.putReady(ONE, SOON.plusMillis(1), T0));
        assertThat(othersOf(ANOTHER)).contains(SOON.plusMillis(1));
    }

    @Test
    void ofSeveralServersTheLatestTimeIsTold() {
        write(servers -> {
            servers.putReady(ONE, SOON, T0);
            servers.putReady(ANOTHER, SOON.plusSeconds(5), T0);
        });
        assertThat(othersOf(new ServerId("third"))).contains(SOON.plusSeconds(5));
    }

    @Test
    void aServerThatIsNotReadyAnyMoreIsForgotten() {
        write(servers -> servers.putReady(ONE, SOON, T0));
        write(servers -> servers.removeReady(ANOTHER));
        assertThat(othersOf(ANOTHER)).contains(SOON);
        write(servers -> servers.removeReady(ONE));
        assertThat(othersOf(ANOTHER)).isEmpty();
    }

    /** Otherwise a store would keep each server that was ever killed. */
    @Test
    void aServerWhoseTimeIsPastIsForgottenWhenAnotherSaysThatItIsReady() {
        write(servers -> servers.putReady(ONE, SOON, T0));
        write(servers -> servers.putReady(ANOTHER, SOON.plusSeconds(9), SOON));
        assertThat(othersOf(ANOTHER)).as("not past yet").contains(SOON);
        write(servers -> servers.putReady(ANOTHER, SOON.plusSeconds(9), SOON.plusMillis(1)));
        assertThat(othersOf(ANOTHER)).isEmpty();
    }
}
