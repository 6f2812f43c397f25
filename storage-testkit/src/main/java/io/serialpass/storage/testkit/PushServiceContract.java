package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.EventType;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.organization.Organization;
import io.serialpass.push.PushAbility;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushAnswer.Verdict;
import io.serialpass.push.PushRecord;
import io.serialpass.service.WatchedStorage;
import io.serialpass.service.push.PushRequestOutcome;
import io.serialpass.service.push.PushRequestService;
import io.serialpass.service.push.PushService;
import io.serialpass.storage.ServerId;
import io.serialpass.storage.StorageOptions;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Devices are told of each change at least once, and a push token once however many of its passes changed. */
@Timeout(120)
abstract class PushServiceContract extends WalletContractTest {

    private static final PushAnswer FAILED =
            new PushAnswer(Verdict.FAILED, 503, "ServiceUnavailable", Optional.empty());

    private final boolean durable;
    private final RecordingSender sender = new RecordingSender();
    private final SetClock clock = new SetClock(T0.plusSeconds(60));
    private final AtomicInteger versions = new AtomicInteger();
    private final List<PushService> services = new ArrayList<>();
    private WatchedStorage watched;

    @SuppressWarnings("NullAway.Init") // JUnit calls watch() first
    PushServiceContract(String urlPattern) {
        super(urlPattern);
        this.durable = urlPattern.contains(StorageUnderTest.DIRECTORY);
    }

    @BeforeEach
    void watch() {
        watched = new WatchedStorage(storage());
    }

    @AfterEach
    void stop() {
        services.forEach(PushService::close);
    }

    private PushService start(RecordingSender used, String server) {
        PushService service = new PushService(watched, clock, new Random(1), used, new ServerId(server));
        services.add(service);
        service.start();
        return service;
    }

    /** Starts a service that has read the log up to here. */
    private PushService start() {
        PushService service = start(sender, "one");
        Await.until(() -> storage().read(view -> view.events().consumers().size()) == 1);
        return service;
    }

    private Pass addUploaded(String serialNumber) {
        return upload(addPass(TICKETS, serialNumber), bytes(), T0);
    }

    private byte[] bytes() {
        return ("package " + versions.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
    }

    /** Changes passes under one tag. */
    private void change(Pass... passes) {
        watched.write(tx -> {
            UpdateTag tag = tx.passes().takeTag(TICKETS, clock.instant());
            for (Pass pass : passes) {
                byte[] bytes = bytes();
                Pass next = tx.passes().find(pass.id()).orElseThrow().uploaded().nextVersion(tag, clock.instant());
                tx.passes().putPackage(pass.id(), bytes, PackageHash.of(bytes));
                tx.passes().update(next);
            }
            List<Pass> all = List.of(passes);
            PassEvent.of(
                            EventType.PASS_CHANGED,
                            TICKETS,
                            all.stream().map(pass -> pass.id().serialNumber()).toList(),
                            Optional.of(tag))
                    .forEach(event -> tx.events().append(event, clock.instant()));
            return true;
        });
    }

    /** Makes all passes of the type ones that are made here, and changes them. */
    private void changeAll() {
        watched.write(tx -> {
            tx.passTypes().putFile(TICKETS, PassFileName.TEMPLATE, Optional.of(bytes()), clock.instant());
            tx.passTypes().putSigner(TICKETS, Optional.of("the certificate"), clock.instant());
            UpdateTag tag = tx.passes().takeTag(TICKETS, clock.instant());
            tx.passTypes().renewPasses(TICKETS, tag, clock.instant());
            tx.events().append(PassTypeEvent.ofType(TICKETS, tag), clock.instant());
            return true;
        });
    }

    private Optional<Registration> registration(Pass pass) {
        return read(view -> view.registrations().find(device("x"), pass.id()));
    }

    private List<LoggedEvent> events() {
        return read(view -> view.events().list(0, 100));
    }

    private Optional<PushRecord> record(String token) {
        return storage().read(view -> view.pushes().record(TICKETS, new PushToken(token)));
    }

    private void awaitTold(String token, Verdict verdict) {
        Await.until(() -> record(token)
                .filter(known -> known.answer().verdict() == verdict)
                .isPresent());
    }

    /** Waits until all that is in the log and in walks was told. */
    private void awaitIdle() {
        Await.until(() -> storage()
                .read(view -> view.pushes().walks().isEmpty()
                        && view.events().consumers().get(0).position()
                                == view.events().bounds().newest()));
    }

    @Test
    void theDevicesOfAChangedPassAreTold() throws Exception {
        Pass ticket = addUploaded("A");
        Pass other = addUploaded("B");
        register("x", ticket, T0);
        register("y", ticket, T0);
        register("z", other, T0);
        start();
        change(ticket);
        assertThat(sender.take(2)).containsExactlyInAnyOrder("push-x", "push-y");
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
    }

    @Test
    void aTokenIsToldOnceHoweverManyOfItsPassesChanged() throws Exception {
        List<Pass> passes =
                IntStream.range(0, 250).mapToObj(i -> addUploaded("P-" + i)).toList();
        passes.forEach(pass -> register("x", pass, T0));
        register("y", passes.get(9), T0);
        start();
        change(passes.toArray(Pass[]::new));
        assertThat(sender.take(2)).containsExactlyInAnyOrder("push-x", "push-y");
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
    }

    /** A device that is told after several changes sees them all. */
    @Test
    void changesThatCameBeforeThePushAreToldByIt() throws Exception {
        Pass ticket = addUploaded("A");
        register("x", ticket, T0);
        start().close();
        change(ticket);
        change(ticket);
        changeAll();
        change(ticket);
        start(sender, "two");
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
    }

    @Test
    void aChangeOfAllPassesIsToldByAWalk() throws Exception {
        List<Pass> passes =
                IntStream.range(0, 20).mapToObj(i -> addPass(TICKETS, "P-" + i)).toList();
        List<String> tokens = IntStream.range(0, 2_500).mapToObj(i -> "t" + i).toList();
        write(tx -> {
            UpdateTag tag = tx.passes().takeTag(TICKETS, T0);
            for (int i = 0; i < 2_500; i++) {
                tx.registrations().insert(device("d" + i), passes.get(i % 20).id(), new PushToken("t" + i), tag, T0);
            }
            return true;
        });
        start();
        changeAll();
        assertThat(sender.take(2_500)).containsExactlyInAnyOrderElementsOf(tokens);
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
        changeAll();
        assertThat(sender.take(2_500)).containsExactlyInAnyOrderElementsOf(tokens);
    }

    private PushRequestOutcome request(Organization organization, Pass pass, Optional<String> waiting) {
        return new PushRequestService(watched, clock, sender::isReachable, type -> waiting)
                .request(organization, pass.id());
    }

    @Test
    void thePhonesOfOnePassAreToldAgainWhenSomebodyAsks() throws Exception {
        Pass ticket = addUploaded("A");
        Pass other = addUploaded("B");
        register("x", ticket, T0);
        register("y", ticket, T0);
        register("z", other, T0);
        start();
        change(ticket, other);
        assertThat(sender.take(3)).containsExactlyInAnyOrder("push-x", "push-y", "push-z");
        awaitIdle();
        assertThat(request(ACME, ticket, Optional.empty())).isEqualTo(new PushRequestOutcome.Requested(2));
        assertThat(sender.take(2)).containsExactlyInAnyOrder("push-x", "push-y");
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
        Pass after = findPass(ticket.id()).orElseThrow();
        assertThat(after.updateTag())
                .as("a push changes no pass")
                .isEqualTo(record("push-x").orElseThrow().told());
    }

    @Test
    void aPushThatSomebodyAskedForIsTriedAgainWhenItFails() throws Exception {
        Pass ticket = addUploaded("A");
        register("x", ticket, T0);
        start();
        change(ticket);
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitTold("push-x", Verdict.SENT);
        sender.answer(FAILED);
        request(ACME, ticket, Optional.empty());
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitTold("push-x", Verdict.FAILED);
        sender.answer(PushAnswer.SENT);
        clock.advance(Duration.ofMinutes(1));
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitTold("push-x", Verdict.SENT);
    }

    @Test
    void noPushIsAskedForWhereNoneIsSent() {
        Pass ticket = addUploaded("A");
        register("x", ticket, T0);
        start();
        long before = read(view -> view.events().bounds().newest());
        assertThat(request(ACME, ticket, Optional.of("There is no certificate.")))
                .isEqualTo(new PushRequestOutcome.Waiting("There is no certificate."));
        assertThat(request(new Organization("stranger"), ticket, Optional.of("There is no certificate.")))
                .isEqualTo(new PushRequestOutcome.NotFound());
        assertThat(request(ACME, addUploaded("on-no-phone"), Optional.empty()))
                .isEqualTo(new PushRequestOutcome.Requested(0));
        List<LoggedEvent> since = read(view -> view.events().list(before, 10));
        assertThat(since).noneMatch(logged -> logged.event().type() == EventType.PASS_PUSH_REQUESTED);
    }

    @Test
    void aPassThatChangedForNobodyIsNotTold() {
        Pass ticket = addUploaded("A");
        register("x", ticket, T0);
        start();
        watched.write(tx -> {
            PassEvent.of(EventType.PASS_CHANGED, TICKETS, List.of(ticket.id().serialNumber()), Optional.empty())
                    .forEach(event -> tx.events().append(event, T0));
            return true;
        });
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
    }

    @Test
    void aTokenThatNoServiceCanHaveGivenIsKeptAndNotSentTo() {
        Pass ticket = addUploaded("A");
        write(tx -> {
            tx.registrations()
                    .insert(
                            device("x"),
                            ticket.id(),
                            new PushToken("unreachable"),
                            tx.passes().takeTag(TICKETS, T0),
                            T0);
            return true;
        });
        start();
        change(ticket);
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
        assertThat(registration(ticket)).isPresent();
    }

    @Test
    void aFailedPushIsTriedAgainLater() throws Exception {
        Pass ticket = addUploaded("A");
        register("x", ticket, T0);
        start();
        sender.answer(FAILED);
        change(ticket);
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitTold("push-x", Verdict.FAILED);
        assertThat(record("push-x").orElseThrow().retry()).isPresent();
        awaitIdle();
        assertThat(sender.rest()).as("not before its time").isEmpty();
        sender.answer(PushAnswer.SENT);
        clock.advance(Duration.ofSeconds(5));
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitTold("push-x", Verdict.SENT);
        assertThat(record("push-x").orElseThrow().retry()).isEmpty();
    }

    @Test
    void aDeadTokenLosesItsRegistrationsOfThisTypeAlone() throws Exception {
        Pass ticket = addUploaded("A");
        Pass second = addUploaded("B");
        Pass card = upload(addPass(CARDS, "A"), bytes(), T0);
        register("x", ticket, T0);
        register("x", second, T0);
        register("x", card, T0);
        start();
        sender.answer(new PushAnswer(Verdict.GONE, 410, "Unregistered", Optional.of(T0.plusSeconds(30))));
        change(ticket, second);
        assertThat(sender.take(1)).containsExactly("push-x");
        Await.until(() -> registration(ticket).isEmpty());
        assertThat(registration(second)).isEmpty();
        assertThat(registration(card)).isPresent();
        assertThat(events())
                .filteredOn(event -> event.event().type() == EventType.DEVICE_UNREGISTERED)
                .extracting(event -> ((RegistrationEvent) event.event()).pass())
                .containsExactlyInAnyOrder(ticket.id(), second.id());
    }

    @Test
    void aRegistrationThatIsNewerThanTheDeathOfItsTokenStays() throws Exception {
        Pass ticket = addUploaded("A");
        register("x", ticket, T0);
        start();
        sender.answer(new PushAnswer(Verdict.GONE, 410, "Unregistered", Optional.of(T0.minusSeconds(1))));
        change(ticket);
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitTold("push-x", Verdict.GONE);
        assertThat(registration(ticket)).isPresent();
        sender.answer(PushAnswer.SENT);
        change(ticket);
        assertThat(sender.take(1)).as("the next change is told").containsExactly("push-x");
    }

    @Test
    void withoutACertificateTheQueueWaitsAndNothingIsLost() throws Exception {
        Pass ticket = addUploaded("A");
        Pass other = addUploaded("B");
        register("x", ticket, T0);
        register("y", other, T0);
        sender.setAbility(PushAbility.off("There is no certificate."));
        PushService service = start();
        change(ticket);
        changeAll();
        change(other);
        Await.until(() -> storage()
                .read(view -> view.events().consumers().get(0).position()
                        == view.events().bounds().newest()));
        assertThat(service.whyWaiting(TICKETS)).contains("There is no certificate.");
        assertThat(sender.rest()).isEmpty();
        sender.setAbility(PushAbility.on("certificate 1"));
        assertThat(sender.take(2)).containsExactlyInAnyOrder("push-x", "push-y");
        awaitIdle();
        assertThat(sender.rest()).isEmpty();
    }

    @Test
    void aFaultOfTheCertificateShutsTheTypeUntilThereIsAnotherOne() throws Exception {
        Pass ticket = addUploaded("A");
        List<String> tokens = IntStream.range(0, 30)
                .mapToObj(i -> register("d" + i, ticket, T0).pushToken().value())
                .toList();
        sender.answer(new PushAnswer(Verdict.CREDENTIALS, 403, "BadCertificate", Optional.empty()));
        PushService service = start();
        change(ticket);
        Await.until(() -> service.whyWaiting(TICKETS).isPresent()
                && !read(view -> view.pushes().walks()).isEmpty());
        assertThat(service.whyWaiting(TICKETS).orElseThrow()).contains("BadCertificate");
        int tried = sender.rest().size();
        assertThat(tried).as("the first push tells it").isLessThan(30);
        assertThat(sender.take(tried)).hasSize(tried);
        sender.answer(PushAnswer.SENT);
        sender.setAbility(PushAbility.on("certificate 2"));
        assertThat(sender.take(30)).containsExactlyInAnyOrderElementsOf(tokens);
        assertThat(service.whyWaiting(TICKETS)).isEmpty();
    }

    @Test
    void anOutageOfAnHourShutsTheTypeAndWhenItEndsEveryDeviceIsTold() throws Exception {
        Pass ticket = addUploaded("A");
        List<String> tokens = IntStream.range(0, 200)
                .mapToObj(i -> register("d" + i, ticket, T0).pushToken().value())
                .toList();
        sender.answer(FAILED);
        PushService service = start();
        change(ticket);
        Await.until(() -> service.whyWaiting(TICKETS).isPresent());
        int tried = sender.rest().size();
        assertThat(tried).isLessThan(200);
        clock.advance(Duration.ofHours(1));
        Await.until(() -> sender.rest().size() > tried);
        assertThat(sender.rest().size())
                .as("one push now and then shows that it goes on")
                .isLessThan(200);
        Await.until(() -> service.whyWaiting(TICKETS).isPresent());
        sender.answer(PushAnswer.SENT);
        Await.until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return tokens.stream()
                    .allMatch(token -> record(token)
                            .filter(known -> known.answer().verdict() == Verdict.SENT)
                            .isPresent());
        });
    }

    @Test
    void afterAnOutageAPushThatIsRefusedShowsThatTheWayIsOpen() {
        Pass ticket = addUploaded("A");
        List<String> tokens = IntStream.range(0, 100)
                .mapToObj(i -> register("d" + i, ticket, T0).pushToken().value())
                .toList();
        sender.answer(FAILED);
        PushService service = start();
        change(ticket);
        Await.until(() -> service.whyWaiting(TICKETS).isPresent());
        sender.answer(new PushAnswer(Verdict.REFUSED, 400, "BadPriority", Optional.empty()));
        Await.until(() -> {
            clock.advance(Duration.ofMinutes(1));
            return tokens.stream()
                    .allMatch(token -> record(token)
                            .filter(known -> known.answer().verdict() == Verdict.REFUSED)
                            .isPresent());
        });
    }

    /** As after a kill: what was not stored is told again, and what was stored is not. */
    @Test
    void aServiceThatIsStartedAgainTellsWhatWasNotTold() throws Exception {
        Pass ticket = addUploaded("A");
        List<String> tokens = IntStream.range(0, 100)
                .mapToObj(i -> register("d" + i, ticket, T0).pushToken().value())
                .toList();
        sender.answer(token -> token.equals("push-d7")
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(PushAnswer.SENT));
        PushService killed = start();
        change(ticket);
        assertThat(sender.take(100)).hasSize(100);
        killed.close();
        if (durable) {
            watched = new WatchedStorage(underTest().reopen(StorageOptions.defaults()));
        }
        RecordingSender next = new RecordingSender();
        start(next, "two");
        assertThat(next.take(1)).containsExactly("push-d7");
        awaitIdle();
        assertThat(next.rest()).isEmpty();
        assertThat(tokens).allMatch(token -> sender.count(token) + next.count(token) <= 2);
    }

    @Test
    void oneServerWorksAtATimeAndAnotherTakesOver() throws Exception {
        Pass ticket = addUploaded("A");
        register("x", ticket, T0);
        PushService first = start();
        change(ticket);
        // Only now the first has the work for certain.
        assertThat(sender.take(1)).containsExactly("push-x");
        RecordingSender spare = new RecordingSender();
        start(spare, "two");
        change(ticket);
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitIdle();
        assertThat(spare.rest()).isEmpty();
        first.close();
        change(ticket);
        assertThat(spare.take(1)).as("it has given the work back").containsExactly("push-x");
    }

    @Test
    void aDeviceWithAnotherTokenIsToldOfWhatItMayHaveMissed() throws Exception {
        Pass ticket = addUploaded("A");
        Registration before = register("x", ticket, T0);
        start();
        change(ticket);
        assertThat(sender.take(1)).containsExactly("push-x");
        awaitIdle();
        watched.write(tx -> {
            UpdateTag tag = tx.passes().takeTag(TICKETS, clock.instant());
            tx.registrations().update(before.with(new PushToken("fresh"), tag, clock.instant()));
            tx.events()
                    .append(
                            new RegistrationEvent(EventType.DEVICE_PUSH_TOKEN_CHANGED, before.device(), before.pass()),
                            clock.instant());
            return true;
        });
        assertThat(sender.take(1)).containsExactly("fresh");
    }
}
