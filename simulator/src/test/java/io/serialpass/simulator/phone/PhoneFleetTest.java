package io.serialpass.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.simulator.Fault;
import io.serialpass.simulator.StillClock;
import io.serialpass.simulator.TestWallet;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.simulator.web.WalletCall;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many phones on threads of their own, against a service that pushes. */
class PhoneFleetTest {

    private static final int PASSES = 10;
    private static final int PHONES = 60;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final FleetStatistics statistics = new FleetStatistics();
    private final List<PassFile> passes = new ArrayList<>();
    private TestWallet wallet;
    private PhoneNetwork network;
    private PhoneFleet fleet;

    @BeforeEach
    void start() throws Exception {
        wallet = new TestWallet(Clock.systemUTC());
        for (int i = 0; i < PASSES; i++) {
            passes.add(wallet.issue("C-" + i));
        }
        network = PhoneNetwork.builder()
                .concurrency(8)
                .random(new Random(1))
                .retries(new RetryDelays(Duration.ofMillis(10), Duration.ofMillis(100), 50))
                .listener(statistics)
                .webServiceUrl(wallet.url())
                .build();
        fleet = new PhoneFleet(network, passes, PHONES, 5, new Random(6));
        wallet.pushTo(fleet::pushed);
    }

    @AfterEach
    void stop() {
        network.close();
        wallet.close();
    }

    @Test
    void everyPhoneEndsWithTheNewestPassWhateverItsUserDoes() throws Exception {
        fleet.addPasses();
        assertThat(network.awaitQuiet(LONG)).isTrue();
        assertThat(wallet.registrations()).isEqualTo(PHONES);
        fleet.live(new Habits(0.5, 0.3, 0.1), Duration.ofMillis(400));
        for (int i = 0; i < 200; i++) {
            wallet.change("C-" + i % PASSES);
            wallet.answerNext(0, 503, 0);
        }
        assertThat(network.awaitQuiet(LONG)).isTrue();
        wallet.forgetFailures();
        // A push to a token that was just given up is lost, as in life. The next restart of the phone finds out.
        fleet.phones().forEach(Phone::poll);
        assertThat(network.awaitQuiet(LONG)).isTrue();
        assertThat(fleet.oldPasses()).isEmpty();
        assertThat(statistics.of(PhoneAction.WENT_OFFLINE)).isBetween(15L, 45L);
        assertThat(statistics.of(PhoneAction.CAME_BACK)).isEqualTo(statistics.of(PhoneAction.WENT_OFFLINE));
        assertThat(statistics.of(PhoneAction.CHANGED_PUSH_TOKEN)).isBetween(5L, 35L);
        assertThat(statistics.of(PhoneAction.DELETED)).isBetween(1L, 18L);
        assertThat(statistics.of(PhoneAction.COMPLAINED)).isZero();
        assertThat(statistics.timesOf(WalletCall.LIST).count()).isPositive();
        assertThat(statistics.timesToNewPass().count()).isEqualTo(statistics.of(PhoneAction.FETCHED));
        long held = fleet.phones().stream()
                .mapToLong(phone -> phone.passes().size())
                .sum();
        assertThat(wallet.registrations()).isEqualTo((int) held);
        fleet.removePasses();
        assertThat(network.awaitQuiet(LONG)).isTrue();
        assertThat(wallet.registrations()).isZero();
    }

    @Test
    void aPhoneWithAnOldPassIsNamed() throws Exception {
        fleet.addPasses();
        assertThat(network.awaitQuiet(LONG)).isTrue();
        wallet.breakRule(Fault.KEEPS_TAG_AT_CHANGE);
        wallet.change("C-3");
        fleet.phones().forEach(Phone::poll);
        assertThat(network.awaitQuiet(LONG)).isTrue();
        assertThat(fleet.oldPasses()).hasSize(PHONES / PASSES).allSatisfy(old -> {
            assertThat(old.pass()).isEqualTo(passes.get(3).pass());
            assertThat(old.version()).isEqualTo(passes.get(3).version());
            assertThat(old.why()).contains(wallet.version("C-3"));
        });
    }

    @Test
    void phonesThatNobodyTellsAskByThemselves() throws Exception {
        wallet.pushTo((token, type) -> {});
        fleet.addPasses();
        assertThat(network.awaitQuiet(LONG)).isTrue();
        wallet.change("C-1");
        fleet.pollEvery(Duration.ofMillis(100), Duration.ofMillis(300));
        assertThat(network.awaitQuiet(LONG)).isTrue();
        assertThat(fleet.oldPasses()).isEmpty();
        assertThat(statistics.of(PhoneAction.NOTHING_NEW)).isGreaterThan(PHONES);
    }

    @Test
    void theSameSeedIsTheSameRun() {
        assertThat(whatHappens(11)).isEqualTo(whatHappens(11)).isNotEqualTo(whatHappens(12));
    }

    /** All that the users of a fleet do, and when. */
    private List<String> whatHappens(long seed) {
        StillClock clock = new StillClock();
        ManualTimer timer = new ManualTimer(clock);
        List<String> events = new ArrayList<>();
        PhoneNetwork manual = PhoneNetwork.builder()
                .clock(clock)
                .listener(event -> events.add(event.time() + " " + event.phone() + " " + event.action()))
                .webServiceUrl(wallet.url())
                .threads(task -> {}, timer)
                .build();
        PhoneFleet same = new PhoneFleet(manual, passes, 20, seed, new Random(6));
        same.addPasses();
        same.live(new Habits(0.5, 0.5, 0.5), Duration.ofSeconds(10));
        timer.runAll();
        return events;
    }
}
