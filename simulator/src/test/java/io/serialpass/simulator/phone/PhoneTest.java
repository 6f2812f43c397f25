package io.serialpass.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.simulator.Fault;
import io.serialpass.simulator.Pkpass;
import io.serialpass.simulator.StillClock;
import io.serialpass.simulator.TestWallet;
import io.serialpass.simulator.web.PassFile;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogMessage;
import io.serialpass.wallet.PushToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a phone does, call by call. It calls on the thread of the test. */
class PhoneTest {

    private static final String LIST = "GET /v1/devices/D/registrations/pass.com.example.card";
    private static final String REGISTER = "POST /v1/devices/D/registrations/pass.com.example.card/C-1";
    private static final String FETCH = "GET /v1/passes/pass.com.example.card/C-1";

    private final StillClock clock = new StillClock();
    private final ManualTimer timer = new ManualTimer(clock);
    private final List<PhoneEvent> events = new ArrayList<>();
    private TestWallet wallet;
    private PassFile pass;
    private PhoneNetwork network;
    private Phone phone;

    @BeforeEach
    void start() throws Exception {
        wallet = new TestWallet(clock);
        pass = wallet.issue("C-1");
        network = PhoneNetwork.builder()
                .clock(clock)
                .random(new Random(3))
                .retries(new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(8), 6))
                .listener(events::add)
                .webServiceUrl(wallet.url())
                .threads(Runnable::run, timer)
                .build();
        phone = new Phone(network, "phone 1", new DeviceLibraryIdentifier("D"), new PushToken("push-token-1"));
        clock.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void stop() {
        wallet.close();
    }

    private List<PhoneAction> actions() {
        return events.stream().map(PhoneEvent::action).toList();
    }

    private String version() {
        return phone.passes().get(0).version();
    }

    private void forgetRequests() {
        wallet.requests.clear();
        wallet.dates.clear();
        events.clear();
    }

    @Test
    void aPassIsRegisteredAskedForAndFetched() {
        wallet.change("C-1");
        phone.add(pass);
        assertThat(wallet.requests).containsExactly(REGISTER, LIST, FETCH);
        assertThat(wallet.dates).containsExactly("");
        assertThat(version()).isEqualTo(wallet.version("C-1")).isNotEqualTo(pass.version());
        assertThat(phone.passes().get(0).isRegistered()).isTrue();
        assertThat(actions()).containsExactly(PhoneAction.REGISTERED, PhoneAction.LISTED, PhoneAction.FETCHED);
    }

    @Test
    void afterAPushItSendsTheTagAndTheDateThatItGotLast() {
        phone.add(pass);
        String tag = events.get(1).detail().replaceAll(".*tag ", "");
        String date = phone.passes().get(0).lastModified().orElseThrow();
        forgetRequests();
        wallet.change("C-1");
        phone.pushed(TestWallet.TYPE);
        assertThat(wallet.requests).containsExactly(LIST + "?passesUpdatedSince=" + tag, FETCH);
        assertThat(wallet.dates).containsExactly(date);
        assertThat(version()).isEqualTo(wallet.version("C-1"));
        assertThat(actions()).containsExactly(PhoneAction.TOLD, PhoneAction.LISTED, PhoneAction.FETCHED);
        assertThat(wallet.logs).isEmpty();
    }

    @Test
    void whereNothingIsNewItFetchesNothing() {
        phone.add(pass);
        forgetRequests();
        phone.pushed(TestWallet.TYPE);
        assertThat(wallet.requests).hasSize(1);
        assertThat(actions()).containsExactly(PhoneAction.TOLD, PhoneAction.NOTHING_NEW);
    }

    @Test
    void pushesThatMissItOfflineArriveOnceWhenItComesBack() {
        phone.add(pass);
        phone.goOffline();
        forgetRequests();
        wallet.change("C-1");
        phone.pushed(TestWallet.TYPE);
        phone.pushed(TestWallet.TYPE);
        assertThat(wallet.requests).isEmpty();
        phone.goOnline();
        assertThat(actions())
                .containsExactly(PhoneAction.CAME_BACK, PhoneAction.TOLD, PhoneAction.LISTED, PhoneAction.FETCHED);
        assertThat(version()).isEqualTo(wallet.version("C-1"));
    }

    @Test
    void aFailedCallIsTriedAgainLaterEachTime() {
        phone.add(pass);
        wallet.change("C-1");
        wallet.answerNext(503, 0, 503, 0, 503, 0, 503, 0, 503, 0);
        phone.pushed(TestWallet.TYPE);
        timer.runAll();
        assertThat(version()).isEqualTo(wallet.version("C-1"));
        assertThat(timer.delays).hasSize(5);
        for (int i = 0; i < 5; i++) {
            long whole = Math.min(8_000, 1_000L << i);
            assertThat(timer.delays.get(i).toMillis()).isBetween(whole / 2, whole);
        }
    }

    @Test
    void aCallThatFailsTooOftenIsGivenUp() {
        phone.add(pass);
        forgetRequests();
        wallet.breakRule(Fault.ASKS_LISTS_FOR_TOKEN);
        phone.pushed(TestWallet.TYPE);
        timer.runAll();
        assertThat(wallet.requests)
                .filteredOn(request -> request.startsWith("GET"))
                .hasSize(6);
        assertThat(actions()).endsWith(PhoneAction.GAVE_UP);
    }

    @Test
    void aWrongTokenIsGivenUpAtOnce() {
        PassFile wrong = PassFile.read(Pkpass.of(pass.pass(), "another-token", "first"));
        phone.add(wrong);
        timer.runAll();
        assertThat(wallet.requests)
                .filteredOn(request -> !request.contains("log"))
                .containsExactly(REGISTER);
        assertThat(actions()).contains(PhoneAction.GAVE_UP);
        assertThat(wallet.logs)
                .containsExactly(
                        "[2026-11-21 10:01:00 +0000] Register task (for device D, pass type pass.com.example.card,"
                                + " serial number C-1; with web service url " + wallet.url()
                                + ") encountered error: Authentication failure");
    }

    @Test
    void aServerThatIsAwayIsTriedAgain() {
        wallet.close();
        phone.add(pass);
        assertThat(timer.delays).isNotEmpty();
        assertThat(actions()).contains(PhoneAction.FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ASKS_LISTS_FOR_TOKEN | LIST | Get serial #s task (for device D, pass type pass.com.example.card, last updated"
                        + " (null); with web service url URL) encountered error: Unexpected response code 401",
                "LISTS_ALL_PASSES | UNREGISTERED_PASS | Web service error for pass.com.example.card (URL): Update requested for"
                        + " unregistered serial number C-2",
                "HAS_NO_LAST_MODIFIED | MISSING_LAST_MODIFIED | Server returned the pass data for serial number 'C-1' but did not"
                        + " provide a 'last-modified' header.",
                "LISTS_THE_LAST_AGAIN | UNCHANGED_PASS | Web service error for pass.com.example.card (URL): Server requested"
                        + " update to serial number 'C-1', but the pass was unchanged.",
                "IGNORES_IF_MODIFIED_SINCE | IGNORED_IF_MODIFIED_SINCE | Web service error for pass.com.example.card (URL):"
                        + " Server ignored the 'if-modified-since' header (DATE) and returned the full unchanged pass data"
                        + " for serial number 'C-1'."
            })
    void whatIsWrongIsLoggedAsRealPhonesDo(Fault fault, DeviceLogKind kind, String message) {
        wallet.issue("C-2");
        wallet.breakRule(fault);
        phone.add(pass);
        for (int i = 0; i < 3; i++) {
            phone.pushed(TestWallet.TYPE);
        }
        phone.refresh(pass.pass());
        String expected = message.replace("URL", wallet.url())
                .replace("DATE", phone.passes().get(0).lastModified().orElse(""));
        assertThat(wallet.logs)
                .anyMatch(log -> log.matches("\\[2026-11-21 10:01:00 \\+0000] .*") && log.endsWith(expected));
        assertThat(wallet.logs)
                .anyMatch(log -> DeviceLogMessage.parse(log).kind().equals(Optional.of(kind)));
    }

    @Test
    void aPackageThatIsBrokenIsRefusedAndTheOldOneKept() {
        phone.add(pass);
        wallet.change("C-1");
        wallet.breakRule(Fault.SENDS_BROKEN_PACKAGES);
        phone.pushed(TestWallet.TYPE);
        assertThat(version()).isEqualTo(pass.version());
        assertThat(actions()).contains(PhoneAction.COMPLAINED);
        wallet.breakRule(Fault.NONE);
        timer.runAll();
        assertThat(version()).isEqualTo(wallet.version("C-1"));
    }

    @Test
    void aPushTokenThatChangesIsRegisteredForEachPass() {
        PassFile second = wallet.issue("C-2");
        phone.add(pass);
        phone.add(second);
        phone.changePushToken(new PushToken("push-token-2"));
        assertThat(wallet.pushTokens()).containsExactly("push-token-2", "push-token-2");
        assertThat(phone.passes()).hasSize(2);
        assertThat(wallet.logs).isEmpty();
    }

    @Test
    void aPassThatIsDeletedIsUnregistered() {
        phone.add(pass);
        phone.delete(pass.pass());
        assertThat(phone.passes()).isEmpty();
        assertThat(wallet.registrations()).isZero();
        assertThat(actions()).endsWith(PhoneAction.DELETED, PhoneAction.UNREGISTERED);
        forgetRequests();
        phone.pushed(TestWallet.TYPE);
        assertThat(wallet.requests).isEmpty();
    }

    @Test
    void aDeletionOfflineIsToldWhenItComesBack() {
        phone.add(pass);
        phone.goOffline();
        phone.delete(pass.pass());
        assertThat(wallet.registrations()).isEqualTo(1);
        phone.goOnline();
        assertThat(wallet.registrations()).isZero();
    }

    @Test
    void eventsHoldNoToken() {
        phone.add(pass);
        phone.changePushToken(new PushToken("push-token-2"));
        assertThat(events.toString())
                .doesNotContain(pass.token().orElseThrow().value())
                .doesNotContain("push-token");
    }

    @Test
    void aPassWithoutAServerIsRefused() {
        PhoneNetwork other =
                PhoneNetwork.builder().threads(Runnable::run, timer).build();
        Phone alone = new Phone(other, "phone 2", new DeviceLibraryIdentifier("E"), new PushToken("t"));
        PassFile homeless = new PassFile(pass.pass(), pass.token(), Optional.empty(), pass.version());
        assertThatThrownBy(() -> alone.add(homeless)).hasMessageContaining("webServiceURL");
    }
}
