package io.serialpass.http.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.http.TestClock;
import io.serialpass.http.TestServer;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DeviceService;
import io.serialpass.service.Difference;
import io.serialpass.service.FetchOutcome;
import io.serialpass.service.InForceService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassCreateOutcome;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.StoredPackages;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.Storages;
import io.serialpass.wallet.PackageOfVersion;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.apple.ApplePassPackager;
import io.serialpass.wallet.apple.PkpassDelta;
import io.serialpass.wallet.apple.signing.SigningIdentities;
import io.serialpass.wallet.apple.signing.SigningIdentity;
import io.serialpass.wallet.apple.signing.TrialAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers on one store agree on which certificate signs and where the web service is. Their looks are the test's. */
class InForceTest {

    private static final Organization ACME = new Organization("acme");
    private static final PassTypeIdentifier TYPE = new PassTypeIdentifier("pass.com.example.card");
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.500Z");
    private static final TrialAuthority AUTHORITY =
            TrialAuthority.create(NOW.minus(Duration.ofDays(1)), new SecureRandom());
    private static final SigningIdentity SHORT = identity(0, 100);
    private static final SigningIdentity LONG = identity(0, 400);
    private static final SigningIdentity COMING = identity(50, 500);
    private static final String URL = "https://passes.example.com";
    private static final String TEMPLATE = """
            {"description": "A card", "organizationName": "Acme",
             "storeCard": {"primaryFields": [{"key": "a", "value": "{{serialNumber}}"}]}}""";

    @TempDir
    private Path directory;

    private final TestClock clock = new TestClock();
    private final List<Server> servers = new ArrayList<>();

    /** Of each version the one package that there is. */
    private final Map<UpdateTag, byte[]> packages = new HashMap<>();

    private static SigningIdentity identity(int fromDay, int toDay) {
        TrialAuthority.Issued issued = AUTHORITY.issue(
                TYPE, "TEAM", "EC", NOW.plus(Duration.ofDays(fromDay)), NOW.plus(Duration.ofDays(toDay)));
        return SigningIdentity.of(
                issued.certificate(), List.of(AUTHORITY.intermediate()), SigningIdentity.signer(issued.key()));
    }

    /** A server's part, with a storage and a memory of its own. */
    private final class Server {
        private final Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"));
        private SigningIdentities identities;
        private final PassPackager packager;
        private final Packages made;
        private final InForceService inForce;
        private final DeviceService devices;

        Server(Optional<String> url, SigningIdentity... certificates) {
            this(clock, url, certificates);
        }

        Server(Clock clock, Optional<String> url, SigningIdentity... certificates) {
            identities = SigningIdentities.of(certificates);
            SigningIdentities mine = new SigningIdentities() {
                @Override
                public Optional<SigningIdentity> find(PassTypeIdentifier type, Instant now) {
                    return identities.find(type, now);
                }

                @Override
                public List<SigningIdentity> all() {
                    return identities.all();
                }
            };
            packager = new ApplePassPackager(mine, url, clock);
            made = new Packages(packager, 1 << 20, new StoredPackages(storage, new PkpassDelta()));
            inForce = new InForceService(storage, clock, packager, ServerId.random(new SecureRandom()));
            devices = new DeviceService(storage, clock, made);
            servers.add(this);
        }

        Server start() {
            inForce.start(false);
            return this;
        }

        void has(SigningIdentity... certificates) {
            identities = SigningIdentities.of(certificates);
        }

        boolean isReady() {
            return inForce.differences().isEmpty();
        }

        /** Fetches the pass as a phone does, and checks that its version names one package. */
        Optional<PackageOfVersion> fetch(Pass pass) {
            FetchOutcome outcome = devices.fetch(pass.id(), pass.authenticationToken(), any -> false);
            if (outcome instanceof FetchOutcome.Later) {
                assertThat(devices.describe(
                                pass.id(), pass.authenticationToken(), any -> false, PackageRoom.unlimited()))
                        .isInstanceOf(FetchOutcome.Later.class);
                return Optional.empty();
            }
            PackageOfVersion content = ((FetchOutcome.Fetched) outcome).content();
            byte[] known = packages.putIfAbsent(content.version().tag(), content.pkpass());
            assertThat(content.pkpass()).isEqualTo(known == null ? content.pkpass() : known);
            return Optional.of(content);
        }

        void die() {
            made.close();
            storage.close();
            servers.remove(this);
        }

        void stop() {
            inForce.stop();
            die();
        }
    }

    @BeforeEach
    void addType() throws IOException {
        SortedMap<PassFileName, byte[]> files = new TreeMap<>();
        files.put(PassFileName.TEMPLATE, TEMPLATE.getBytes(StandardCharsets.UTF_8));
        files.put(new PassFileName("icon.png"), TestServer.icon());
        try (Storage storage = Storages.open("jdbc:sqlite:" + directory.resolve("store.db"))) {
            new PassTypeService(storage, clock, new ApplePassPackager(SigningIdentities.of(), Optional.empty(), clock))
                    .create(ACME, TYPE, files);
        }
    }

    @AfterEach
    void stopAll() {
        List.copyOf(servers).forEach(Server::die);
    }

    private Pass issue(Server server) {
        return ((PassCreateOutcome.Created) new PassService(server.storage, clock, new SecureRandom(), server.packager)
                        .create(
                                ACME,
                                List.of(PassOrder.of(TYPE, PassDetails.NONE).named(new PassSerialNumber("S-1")))))
                .passes()
                .get(0);
    }

    private PassVersion version() {
        return servers.get(0)
                .storage
                .read(view ->
                        view.passTypes().find(TYPE).orElseThrow().content().orElseThrow());
    }

    private Optional<String> signer() {
        return servers.get(0)
                .storage
                .read(view -> view.passTypes().find(TYPE).orElseThrow().signer());
    }

    /** All servers look again and again, for a minute of the clock. */
    private void look() {
        for (int i = 0; i < 30; i++) {
            clock.advance(Duration.ofSeconds(2));
            servers.forEach(server -> server.inForce.look());
        }
    }

    private void assertNothingHappens() {
        PassVersion before = version();
        look();
        assertThat(version()).as("no new version").isEqualTo(before);
    }

    /** Whichever of the two is valid longer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServerWithAnotherCertificateIsNotReadyAndChangesNothing(boolean longer) {
        SigningIdentity first = longer ? SHORT : LONG;
        SigningIdentity other = longer ? LONG : SHORT;
        Server one = new Server(Optional.of(URL), first).start();
        Pass pass = issue(one);
        Server another = new Server(Optional.of(URL), other).start();
        assertThat(another.inForce.differences())
                .containsExactly(
                        new Difference.OtherSigner(TYPE, Optional.of(other.fingerprint()), first.fingerprint()));
        assertThat(another.fetch(pass)).as("no package is kept yet").isEmpty();
        assertNothingHappens();
        assertThat(one.isReady()).isTrue();
        assertThat(another.isReady()).isFalse();
        PackageOfVersion made = one.fetch(pass).orElseThrow();
        one.made.close();
        assertThat(another.fetch(pass).orElseThrow().version()).isEqualTo(made.version());
    }

    @Test
    void aServerWithoutTheCertificateIsNotReadyAndTakesNothingAway() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of(URL)).start();
        assertThat(another.inForce.differences())
                .containsExactly(new Difference.OtherSigner(TYPE, Optional.empty(), SHORT.fingerprint()));
        assertNothingHappens();
        assertThat(signer()).contains(SHORT.fingerprint());
        assertThat(one.isReady()).isTrue();
    }

    @Test
    void aServerWithAnotherWebServiceIsNotReadyAndChangesNothing() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Pass pass = issue(one);
        Server another = new Server(Optional.of("https://elsewhere.example.com"), SHORT).start();
        assertThat(another.inForce.differences())
                .containsExactly(new Difference.OtherWebService("https://elsewhere.example.com", URL));
        assertThat(another.fetch(pass)).isEmpty();
        assertNothingHappens();
        assertThat(one.isReady()).isTrue();
        assertThat(one.fetch(pass)).isPresent();
    }

    @Test
    void aServerThatNamesNoWebServiceUsesTheOneInForce() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Pass pass = issue(one);
        Server another = new Server(Optional.empty(), SHORT).start();
        assertNothingHappens();
        assertThat(another.isReady()).isTrue();
        assertThat(another.fetch(pass)).isPresent();
        assertThat(one.fetch(pass)).isPresent();
    }

    @Test
    void aCertificateThatIsPutInItsPlaceIsTakenByOneServerAfterTheOther() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of(URL), SHORT).start();
        Pass pass = issue(one);
        assertThat(one.fetch(pass)).isPresent();
        PassVersion before = version();
        one.has(LONG);
        look();
        assertThat(version()).isNotEqualTo(before);
        assertThat(signer()).contains(LONG.fingerprint());
        assertThat(one.isReady()).isTrue();
        assertThat(another.isReady()).as("until it gets the certificate too").isFalse();
        assertThat(one.fetch(pass)).isPresent();
        PassVersion renewed = version();
        another.has(LONG);
        look();
        assertThat(another.isReady()).isTrue();
        assertThat(another.fetch(pass)).isPresent();
        assertThat(version()).as("one new version for all servers").isEqualTo(renewed);
    }

    @Test
    void aCertificateThatIsPutBesideIsTakenWithoutAMomentInWhichNoServerIsReady() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of(URL), SHORT).start();
        another.has(SHORT, LONG);
        look();
        assertThat(signer()).contains(LONG.fingerprint());
        assertThat(another.isReady()).isTrue();
        PassVersion renewed = version();
        one.has(SHORT, LONG);
        look();
        assertThat(one.isReady()).isTrue();
        assertThat(version()).isEqualTo(renewed);
    }

    /** Otherwise two servers that were given two certificates in turn would answer each other for ever. */
    @Test
    void whatAServerOnceHadIsNotTakenBackFromAnother() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of(URL), SHORT).start();
        one.has(LONG);
        look();
        another.has(LONG);
        look();
        another.has(SHORT);
        look();
        assertThat(signer()).contains(SHORT.fingerprint());
        assertThat(one.isReady()).isFalse();
        assertNothingHappens();
    }

    /** As where servers are replaced one by one and each new one has to be ready before the next is. */
    @Test
    void aServerThatStartsWithBothCertificatesTakesTheNewOne() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of(URL), SHORT, LONG).start();
        assertThat(another.isReady()).isTrue();
        assertThat(signer()).contains(LONG.fingerprint());
        assertNothingHappens();
        assertThat(one.isReady()).isFalse();
    }

    @Test
    void aServerThatStartsAlonePutsInForceWhatItHas() {
        Server one = new Server(Optional.of(URL), LONG).start();
        PassVersion before = version();
        one.stop();
        Server another = new Server(Optional.of("https://elsewhere.example.com"), SHORT).start();
        assertThat(another.isReady()).isTrue();
        assertThat(signer()).contains(SHORT.fingerprint());
        assertThat(version()).isNotEqualTo(before);
        assertNothingHappens();
    }

    @Test
    void aServerThatWasKilledIsWaitedForAndThenReplaced() {
        new Server(Optional.of(URL), SHORT).start().die();
        Server another = new Server(Optional.of("https://elsewhere.example.com"), LONG).start();
        assertThat(another.inForce.differences()).hasSize(2);
        look();
        assertThat(another.isReady()).isTrue();
        assertThat(signer()).contains(LONG.fingerprint());
    }

    @Test
    void aServerWithoutCertificatesThatStartsAfterOneWasKilledIsReadyOnceThatOneIsNot() {
        new Server(Optional.of(URL), SHORT).start().die();
        Server another = new Server(Optional.empty()).start();
        assertThat(another.isReady()).isFalse();
        look();
        assertThat(another.isReady()).isTrue();
        assertNothingHappens();
    }

    /** Otherwise a server with a wrong address would take over while the right one restarts. */
    @Test
    void aServerThatStartedBesideAnotherNeverTakesOverByItself() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of("https://elsewhere.example.com"), LONG).start();
        look();
        one.stop();
        look();
        assertThat(another.isReady()).isFalse();
        Server again = new Server(Optional.of(URL), SHORT).start();
        assertThat(again.isReady()).isTrue();
        assertThat(signer()).contains(SHORT.fingerprint());
    }

    @Test
    void takingOverIsPossibleBesideAnotherServerAndIsDoneOnce() {
        Server one = new Server(Optional.of(URL), LONG).start();
        Server another = new Server(Optional.of("https://elsewhere.example.com"), SHORT);
        PassVersion before = version();
        another.inForce.start(true);
        assertThat(version()).isNotEqualTo(before);
        assertNothingHappens();
        assertThat(another.isReady()).isTrue();
        assertThat(one.inForce.differences()).hasSize(2);
    }

    @Test
    void aCertificateThatLiesReadyIsTakenWhenItBeginsToBeValid() {
        Server one = new Server(Optional.of(URL), SHORT, COMING).start();
        Server another = new Server(Optional.of(URL), COMING, SHORT).start();
        assertNothingHappens();
        assertThat(signer()).contains(SHORT.fingerprint());
        clock.advance(Duration.ofDays(60));
        look();
        assertThat(signer()).contains(COMING.fingerprint());
        assertNothingHappens();
        assertThat(one.isReady() && another.isReady()).isTrue();
    }

    @Test
    void aCertificateThatExpiredIsReplacedByOneThatComesLater() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of(URL), SHORT).start();
        clock.advance(Duration.ofDays(101));
        assertNothingHappens();
        assertThat(one.isReady() && another.isReady()).as("neither differs").isTrue();
        another.has(SHORT, LONG);
        look();
        assertThat(signer()).contains(LONG.fingerprint());
        one.has(LONG);
        assertNothingHappens();
    }

    private Clock ahead(int minutes) {
        return Clock.offset(clock, Duration.ofMinutes(minutes));
    }

    /** By the clocks of two of the three servers, the word of another one is past, or far away. */
    @ParameterizedTest
    @ValueSource(ints = {-5, 0, 5})
    void aServerThatStartsBesideOthersKnowsThatTheyAreReadyWhateverItsClock(int minutes) {
        Server behind = new Server(ahead(-5), Optional.of(URL), SHORT).start();
        Server before = new Server(ahead(5), Optional.of(URL), SHORT).start();
        look();
        Server another = new Server(ahead(minutes), Optional.of("https://elsewhere.example.com"), LONG).start();
        assertThat(another.inForce.differences()).hasSize(2);
        assertNothingHappens();
        assertThat(another.isReady()).isFalse();
        assertThat(behind.isReady() && before.isReady()).isTrue();
        assertThat(signer()).contains(SHORT.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(ints = {-5, 0, 5})
    void aServerThatWasKilledIsReplacedSoonWhateverItsClock(int minutes) {
        new Server(ahead(minutes), Optional.of(URL), SHORT).start().die();
        Server another = new Server(Optional.of("https://elsewhere.example.com"), LONG).start();
        assertThat(another.isReady()).isFalse();
        look();
        assertThat(another.isReady()).isTrue();
        assertThat(signer()).contains(LONG.fingerprint());
    }

    @Test
    void aCertificateThatBeginsForOneServerFirstIsNotTakenBackByAnother() {
        Server ahead = new Server(ahead(5), Optional.of(URL), SHORT, COMING).start();
        Server behind = new Server(Optional.of(URL), SHORT, COMING).start();
        Pass pass = issue(ahead);
        clock.advance(Duration.ofDays(50).minusMinutes(4));
        PassVersion before = version();
        look();
        assertThat(version()).isNotEqualTo(before);
        assertThat(signer()).contains(COMING.fingerprint());
        assertNothingHappens();
        assertThat(ahead.isReady() && behind.isReady()).isTrue();
        assertThat(behind.fetch(pass)).as("another server has to make it").isEmpty();
        assertThat(ahead.fetch(pass)).isPresent();
        ahead.made.close();
        assertThat(behind.fetch(pass)).as("another server has made it").isPresent();
    }

    /** A phone that asks while a certificate is being replaced gets the version that it was told of, or is asked to come back. */
    @Test
    void aServerThatHasNotLookedYetMakesNothingWithTheCertificateOfBefore() {
        Server one = new Server(Optional.of(URL), SHORT).start();
        Server another = new Server(Optional.of(URL), SHORT).start();
        Pass pass = issue(one);
        another.has(LONG);
        another.inForce.look();
        assertThat(one.fetch(pass)).isEmpty();
        assertThat(another.fetch(pass)).isPresent();
    }
}
