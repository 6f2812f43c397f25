package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventType;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.service.BarcodeIndex;
import io.serialpass.service.Lease;
import io.serialpass.service.PackageService;
import io.serialpass.service.Packages;
import io.serialpass.service.PassService;
import io.serialpass.service.RedeemOutcome;
import io.serialpass.service.RedemptionRefusal;
import io.serialpass.service.RedemptionService;
import io.serialpass.service.ScannedBarcode;
import io.serialpass.service.UndoOutcome;
import io.serialpass.service.WatchedStorage;
import io.serialpass.storage.LeaseName;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteWork;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.BarcodeWalk;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.Redemption;
import io.serialpass.wallet.RedemptionId;
import io.serialpass.wallet.UpdateTag;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Passes are redeemed at doors. */
abstract class RedemptionContract extends WalletContractTest {

    private static final PassPackager PACKAGER = new AnyPackager();
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SetClock clock = new SetClock(T0);
    private BarcodeIndex index;
    private RedemptionService doors;
    private PassService passes;

    @SuppressWarnings("NullAway.Init") // JUnit calls makeServices() first
    RedemptionContract(String urlPattern) {
        super(urlPattern);
    }

    @BeforeEach
    void makeServices() {
        WatchedStorage watched = new WatchedStorage(storage());
        index = new BarcodeIndex(
                watched,
                PACKAGER,
                new AnyPackage(),
                new Lease(watched, clock, new LeaseName("barcodes"), ServerId.random(RANDOM)));
        doors = new RedemptionService(watched, clock, RANDOM, index);
        passes = new PassService(storage(), clock, RANDOM, PACKAGER);
        write(tx -> {
            tx.passTypes().claim(TICKETS, ACME, T0);
            tx.passTypes().putFile(TICKETS, PassFileName.TEMPLATE, Optional.of(new byte[] {1}), T0);
            tx.passTypes().renewPasses(TICKETS, tx.passes().takeTag(TICKETS, T0), T0);
            return true;
        });
    }

    private static PassDetails withCode(String code) {
        return PassDetails.NONE.withFields(
                new PassFields(Map.of("code", new FieldValue.Text(code), "holder", new FieldValue.Text("Ann"))));
    }

    private PassId issue(String serialNumber, String code) {
        return addPass(TICKETS, serialNumber, withCode(code)).id();
    }

    /** What the log tells of changes that this test made past the services. */
    private void tell(PassId pass) {
        write(tx -> {
            tx.events()
                    .append(
                            new PassEvent(
                                    EventType.PASS_CREATED,
                                    pass.passTypeIdentifier(),
                                    List.of(pass.serialNumber()),
                                    Optional.empty()),
                            T0);
            return true;
        });
    }

    private static ScannedBarcode scan(String code) {
        return ScannedBarcode.of(BarcodeHash.of(code));
    }

    private RedeemOutcome redeem(String code) {
        return doors.redeem(ACME, scan(code));
    }

    private static Redemption redemption(RedeemOutcome outcome) {
        return ((RedeemOutcome.LetIn) outcome).redemption();
    }

    private static RedemptionRefusal reason(RedeemOutcome outcome) {
        return ((RedeemOutcome.Refused) outcome).reason();
    }

    private Optional<UpdateTag> versionOf(PassId id) {
        return read(view -> view.barcodes().versionOf(id));
    }

    private Pass find(PassId id) {
        return findPass(id).orElseThrow();
    }

    /** A storage of which one read sees the store as it was before the index read on. */
    private final class Overtaken implements Storage {

        private boolean isNext = true;

        @Override
        public <T> T read(ReadWork<T> work) {
            return storage().read(view -> {
                if (isNext) {
                    isNext = false;
                    // Some databases take their snapshot with the first statement.
                    assertThat(view.events().bounds().newest()).isPositive();
                    // With the readers of another share: this one may have no second reader.
                    Turn.of(Share.DEVICES).run(index::catchUp);
                }
                return work.in(view);
            });
        }

        @Override
        public <T> T write(WriteWork<T> work) {
            return storage().write(work);
        }

        @Override
        public void check() {
            storage().check();
        }

        @Override
        public void close() {
            // The storage below stays open.
        }
    }

    @Test
    void aBarcodeThatBecomesKnownWhileItIsLookedForIsNotUnknown() {
        index.catchUp();
        tell(issue("A-1", "code"));
        RedemptionService overtaken = new RedemptionService(new Overtaken(), clock, RANDOM, index);
        assertThat(overtaken.redeem(ACME, scan("code"))).isInstanceOf(RedeemOutcome.LetIn.class);
    }

    @Test
    void aPassIsLetInOnceAndItsNextVersionIsToldOf() {
        PassId id = issue("A", "code");
        index.catchUp();
        Pass before = find(id);
        long seen = read(view -> view.events().bounds().newest());
        RedeemOutcome.LetIn letIn = (RedeemOutcome.LetIn) redeem("code");
        assertThat(letIn.label().name()).contains("Ann");
        assertThat(letIn.redemption().time()).isEqualTo(T0);
        Pass after = find(id);
        assertThat(letIn.pass()).isEqualTo(after);
        assertThat(after.updateTag()).isGreaterThan(before.updateTag());
        List<LoggedEvent> events = read(view -> view.events().list(seen, 9));
        assertThat(events)
                .extracting(LoggedEvent::event)
                .containsExactly(new PassEvent(
                        EventType.PASS_REDEEMED, TICKETS, List.of(id.serialNumber()), Optional.of(after.updateTag())));
        RedeemOutcome.Refused again = (RedeemOutcome.Refused) redeem("code");
        assertThat(again.reason()).isEqualTo(RedemptionRefusal.REDEEMED);
        assertThat(again.pass()).contains(after);
        assertThat(versionOf(id)).as("nothing is left to be read again").contains(after.updateTag());
    }

    @Test
    void whatIsNoGoodIsRefusedAndStaysAsItIs() {
        PassId id = issue("A", "code");
        index.catchUp();
        assertThat(reason(redeem("nonsense"))).isEqualTo(RedemptionRefusal.UNKNOWN);
        assertThat(reason(doors.redeem(OTHER, scan("code")))).isEqualTo(RedemptionRefusal.UNKNOWN);
        passes.update(ACME, id, details -> details.withVoided(true));
        assertThat(reason(redeem("code"))).isEqualTo(RedemptionRefusal.VOIDED);
        passes.update(ACME, id, details -> details.withVoided(false).withExpirationDate(Optional.of(T0)));
        assertThat(reason(redeem("code"))).isEqualTo(RedemptionRefusal.EXPIRED);
        passes.update(ACME, id, details -> details.withExpirationDate(Optional.of(T0.plusSeconds(1))));
        assertThat(find(id).details().redemption()).isEmpty();
        assertThat(redeem("code")).isInstanceOf(RedeemOutcome.LetIn.class);
    }

    @Test
    void aDoorIsForATypeOrAnItem() {
        Item item = addItem(ACME, "EVENING");
        Item other = addItem(ACME, "MATINEE");
        SerialNumber row = add(item, T0, "R").get(0);
        insertPass(ACME, id(TICKETS, "A"), Optional.of(row.id()), withCode("code"), T0);
        index.catchUp();
        BarcodeHash code = BarcodeHash.of("code");
        assertThat(reason(doors.redeem(ACME, new ScannedBarcode(code, Optional.of(CARDS), Optional.empty()))))
                .isEqualTo(RedemptionRefusal.WRONG_PASS);
        assertThat(reason(doors.redeem(ACME, new ScannedBarcode(code, Optional.empty(), Optional.of(other.id())))))
                .isEqualTo(RedemptionRefusal.WRONG_PASS);
        assertThat(doors.redeem(ACME, new ScannedBarcode(code, Optional.of(TICKETS), Optional.of(item.id()))))
                .isInstanceOf(RedeemOutcome.LetIn.class);
    }

    @Test
    void ofSeveralPassesWithOneBarcodeTheOneThatIsWorthSomethingCounts() {
        PassId first = issue("A", "code");
        PassId second = issue("B", "code");
        index.catchUp();
        assertThat(reason(redeem("code"))).isEqualTo(RedemptionRefusal.AMBIGUOUS);
        passes.update(ACME, first, details -> details.withVoided(true));
        assertThat(((RedeemOutcome.LetIn) redeem("code")).pass().id()).isEqualTo(second);
    }

    @Test
    void theMessageOfTheNewestVersionCountsBeforeAndAfterTheIndexKnowsIt() {
        PassId id = issue("A", "old");
        index.catchUp();
        passes.update(ACME, id, details -> details.withFields(withCode("new").fields()));
        assertThat(redeem("old")).as("not this pass, but maybe a new one").isInstanceOf(RedeemOutcome.NotReady.class);
        assertThat(redeem("new")).isInstanceOf(RedeemOutcome.NotReady.class);
        index.catchUp();
        assertThat(reason(redeem("old"))).isEqualTo(RedemptionRefusal.UNKNOWN);
        passes.update(ACME, id, details -> details.withExpirationDate(Optional.of(T0.plusSeconds(9))));
        assertThat(redeem("new"))
                .as("a version that the index does not know has the same barcode")
                .isInstanceOf(RedeemOutcome.LetIn.class);
        index.catchUp();
        assertThat(reason(redeem("new"))).isEqualTo(RedemptionRefusal.REDEEMED);
    }

    @Test
    void passesOfATypeThatChangedAreReadInAWalk() {
        List<PassId> ids = IntStream.range(0, 250)
                .mapToObj(i -> issue("S-" + i, "code " + i))
                .toList();
        index.catchUp();
        ids.forEach(id -> assertThat(versionOf(id)).contains(find(id).updateTag()));
        Optional<BarcodeWalk> walk = read(view -> view.barcodes().nextWalk());
        assertThat(walk).isEmpty();
        assertThat(redeem("code 249")).isInstanceOf(RedeemOutcome.LetIn.class);
    }

    @Test
    void anUploadedPackageIsFoundAtOnceAndKeepsItsVersion() {
        index.catchUp();
        Pass pass = addPass(CARDS, "U");
        PackageService packages = new PackageService(storage(), clock, new AnyPackage(), Packages.unkept(PACKAGER));
        packages.upload(ACME, pass.id(), new byte[] {'a', 'b'});
        Pass uploaded = find(pass.id());
        RedeemOutcome.LetIn letIn = (RedeemOutcome.LetIn) redeem("ab");
        assertThat(letIn.pass().updateTag()).isEqualTo(uploaded.updateTag());
        assertThat(reason(redeem("ab"))).isEqualTo(RedemptionRefusal.REDEEMED);
    }

    @Test
    void anUploadedPackageThatTheIndexHasNotSeenIsReadLater() {
        index.catchUp();
        Pass pass = upload(addPass(CARDS, "U"), new byte[] {'a', 'b'}, T0);
        tell(pass.id());
        index.catchUp();
        assertThat(redeem("ab")).isInstanceOf(RedeemOutcome.LetIn.class);
    }

    @Test
    void aRedemptionIsUndoneWithinAMinute() {
        PassId id = issue("A", "code");
        index.catchUp();
        BarcodeHash code = BarcodeHash.of("code");
        Redemption first = redemption(redeem("code"));
        assertThat(doors.undo(ACME, code, new RedemptionId("another"))).isEqualTo(UndoOutcome.REDEEMED);
        assertThat(doors.undo(OTHER, code, first.id())).isEqualTo(UndoOutcome.UNKNOWN);
        assertThat(doors.undo(ACME, code, first.id())).isEqualTo(UndoOutcome.UNDONE);
        Pass undone = find(id);
        assertThat(undone.details().redemption()).isEmpty();
        assertThat(doors.undo(ACME, code, first.id())).as("asked again").isEqualTo(UndoOutcome.UNDONE);
        assertThat(find(id)).isEqualTo(undone);
        Redemption second = redemption(redeem("code"));
        clock.advance(Duration.ofSeconds(61));
        assertThat(doors.undo(ACME, code, second.id())).isEqualTo(UndoOutcome.TOO_LATE);
        assertThat(reason(redeem("code"))).isEqualTo(RedemptionRefusal.REDEEMED);
    }

    @Test
    @Timeout(60)
    void manyDoorsLetEachPassInOnce() throws Exception {
        int count = 30;
        for (int i = 0; i < count; i++) {
            issue("S-" + i, "code " + i);
        }
        index.catchUp();
        ConcurrentLinkedQueue<PassSerialNumber> letIn = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<RedeemOutcome> others = new ConcurrentLinkedQueue<>();
        int doorCount = 4;
        CountDownLatch open = new CountDownLatch(1);
        List<Thread> threads = IntStream.range(0, doorCount)
                .mapToObj(door -> new Thread(() -> {
                    try {
                        open.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    for (int i = 0; i < count; i++) {
                        RedeemOutcome outcome = redeem("code " + i);
                        if (outcome instanceof RedeemOutcome.LetIn good) {
                            letIn.add(good.pass().id().serialNumber());
                        } else {
                            others.add(outcome);
                        }
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        open.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(letIn).hasSize(count).doesNotHaveDuplicates();
        assertThat(others)
                .hasSize((doorCount - 1) * count)
                .allSatisfy(outcome -> assertThat(reason(outcome)).isEqualTo(RedemptionRefusal.REDEEMED));
    }
}
