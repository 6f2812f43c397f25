package io.serialpass.http.wallet;

import static io.serialpass.http.wallet.WalletServer.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestServer;
import io.serialpass.http.TestServer.Answer;
import io.serialpass.simulator.conform.Conformance;
import io.serialpass.simulator.conform.ConformanceReport;
import io.serialpass.simulator.conform.Outcome;
import io.serialpass.simulator.conform.PassChange;
import io.serialpass.simulator.conform.RuleResult;
import io.serialpass.simulator.phone.FleetStatistics;
import io.serialpass.simulator.phone.Habits;
import io.serialpass.simulator.phone.PhoneAction;
import io.serialpass.simulator.phone.PhoneEvent;
import io.serialpass.simulator.phone.PhoneFleet;
import io.serialpass.simulator.phone.PhoneNetwork;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.apple.ApplePassFormat;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conformance kit and the phones of the simulator, against this server over a socket. */
class OurServerConformsTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicInteger changes = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // each test starts it with a store of its own
    private WalletServer wallet;

    private void start(String url) throws Exception {
        SigningIdentities identities = SigningIdentities.of(MadePassesTest.identity());
        wallet = WalletServer.making(url, DeviceSimulationTest.withoutRateLimit(), Clock.systemUTC(), () -> identities);
        wallet.addType(MadePassesTest.TEMPLATE);
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private String url() {
        return "http://127.0.0.1:" + wallet.server.port();
    }

    private PassFile issue(String serialNumber) throws Exception {
        wallet.issue(serialNumber);
        return PassFile.read(wallet.currentPackage("GET", serialNumber).body());
    }

    private void change(String serialNumber) throws IOException {
        try {
            Answer changed = wallet.server.put(
                    "passes/" + TYPE + "/" + serialNumber,
                    "{\"fields\":{\"seat\":\"" + changes.incrementAndGet() + "\"}}");
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private ConformanceReport conform(PassFile first, PassFile second, PassChange change) throws IOException {
        return Conformance.of(url(), first)
                .pass(second)
                .check(new ApplePassFormat(Clock.systemUTC()).check())
                .change(change)
                .build()
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory:", TestServer.SQLITE})
    void theKitFindsNothingInPassesThatAreMadeHere(String store) throws Exception {
        start(store);
        ConformanceReport report = conform(issue("S-1"), issue("S-2"), () -> change("S-1"));
        assertThat(report.with(Outcome.BROKEN)).isEmpty();
        assertThat(report.with(Outcome.NOT_TOLD)).extracting(RuleResult::rule).containsExactly("keep-new-push-token");
        assertThat(report.leftBehind()).isEmpty();
        assertThat(wallet.server
                        .get("passes/" + TYPE + "/S-1/registrations")
                        .json()
                        .at("/paging/total")
                        .asInt())
                .isZero();
    }

    @Test
    void phonesWithHabitsEndWithTheNewestPass() throws Exception {
        start("memory:");
        List<PassFile> passes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            passes.add(issue("S-" + i));
        }
        FleetStatistics statistics = new FleetStatistics();
        Queue<PhoneEvent> wrong = new ConcurrentLinkedQueue<>();
        try (PhoneNetwork network = PhoneNetwork.builder()
                .concurrency(8)
                .random(new Random(2))
                .webServiceUrl(url())
                .check(new ApplePassFormat(Clock.systemUTC()).check())
                .listener(statistics.and(event -> {
                    if (event.action() == PhoneAction.COMPLAINED || event.action() == PhoneAction.FAILED) {
                        wrong.add(event);
                    }
                }))
                .build()) {
            PhoneFleet fleet = new PhoneFleet(network, passes, 24, 9, new Random(10));
            fleet.addPasses();
            assertThat(network.awaitQuiet(LONG)).isTrue();
            assertThat(statistics.of(PhoneAction.REGISTERED)).isEqualTo(24);
            Duration life = Duration.ofSeconds(2);
            fleet.pollEvery(Duration.ofMillis(200), life);
            fleet.live(new Habits(0.4, 0.3, 0.1), life);
            for (int i = 0; i < 40; i++) {
                change("S-" + i % 8);
            }
            // On a busy machine the changes can take longer than the phones lived: each asks once more.
            fleet.pollEvery(Duration.ofMillis(200), Duration.ofMillis(400));
            assertThat(network.awaitQuiet(LONG)).isTrue();
            assertThat(wrong).isEmpty();
            assertThat(fleet.oldPasses()).isEmpty();
            assertThat(statistics.of(PhoneAction.FETCHED)).isGreaterThanOrEqualTo(15);
            fleet.removePasses();
            assertThat(network.awaitQuiet(LONG)).isTrue();
        }
    }
}
