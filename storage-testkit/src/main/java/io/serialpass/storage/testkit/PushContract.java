package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.push.PushAddress;
import io.serialpass.push.PushAnswer;
import io.serialpass.push.PushCandidate;
import io.serialpass.push.PushPage;
import io.serialpass.push.PushRecord;
import io.serialpass.push.PushScope;
import io.serialpass.push.PushWalk;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.UpdateTag;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A store finds the registrations whose devices are to be told, and remembers how far they were. */
abstract class PushContract extends WalletContractTest {

    private static final byte[] PACKAGE = "a package".getBytes(StandardCharsets.UTF_8);
    private static final UpdateTag ONE = new UpdateTag(1);

    PushContract(String urlPattern) {
        super(urlPattern);
    }

    private Pass addUploaded(PassTypeIdentifier type, String serialNumber) {
        return upload(addPass(type, serialNumber), PACKAGE, T0);
    }

    private static List<String> devices(PushPage page) {
        return page.candidates().stream()
                .map(candidate -> candidate.registration().device().value())
                .toList();
    }

    private PushPage page(PushWalk walk, int most) {
        return read(view -> view.pushes().page(walk, most));
    }

    private List<PushWalk> walks() {
        return read(view -> view.pushes().walks());
    }

    private Optional<PushRecord> record(String token) {
        return read(view -> view.pushes().record(TICKETS, new PushToken(token)));
    }

    private List<PushRecord> due(Instant now, int most) {
        return read(view -> view.pushes().due(now, most));
    }

    private void put(PushRecord... records) {
        write(tx -> {
            tx.pushes().put(List.of(records));
            return true;
        });
    }

    private void putWalk(PushWalk walk) {
        write(tx -> {
            tx.pushes().putWalk(walk);
            return true;
        });
    }

    private static PushRecord sent(String token, UpdateTag told, Instant time) {
        return new PushRecord(
                TICKETS, new PushToken(token), device("d"), told, time, PushAnswer.SENT, 0, Optional.empty());
    }

    private static PushRecord failed(String token, Instant retry) {
        PushAnswer answer = new PushAnswer(PushAnswer.Verdict.FAILED, 503, "ServiceUnavailable", Optional.empty());
        return new PushRecord(TICKETS, new PushToken(token), device("d"), ONE, T0, answer, 3, Optional.of(retry));
    }

    @Test
    void aWalkGoesThroughAllRegistrationsOfItsTypeInPages() {
        Pass ticket = addUploaded(TICKETS, "A");
        Pass other = addUploaded(TICKETS, "B");
        Pass card = addUploaded(CARDS, "A");
        IntStream.range(0, 5).forEach(i -> {
            register("a" + i, ticket, T0);
            register("c" + i, card, T0);
            register("b" + i, other, T0);
        });
        PushWalk walk = PushWalk.of(PushScope.of(TICKETS), ONE);
        List<String> seen = new ArrayList<>();
        PushPage page = page(walk, 3);
        while (page.last().isPresent()) {
            assertThat(page.candidates()).hasSizeLessThanOrEqualTo(3);
            seen.addAll(devices(page));
            walk = walk.at(page.last().getAsLong());
            page = page(walk, 3);
        }
        assertThat(page.candidates()).isEmpty();
        assertThat(seen).containsExactly("a0", "b0", "a1", "b1", "a2", "b2", "a3", "b3", "a4", "b4");
    }

    @Test
    void aPassWithoutAPackageIsNothingToTellOf() {
        register("d", addPass(TICKETS, "A"), T0);
        PushPage page = page(PushWalk.of(PushScope.of(TICKETS), ONE), 10);
        assertThat(page.candidates()).isEmpty();
        assertThat(page.last()).as("it was gone through all the same").isPresent();
    }

    @Test
    void aCandidateHasTheVersionOfItsPassAndThePageTheLastTag() {
        Pass ticket = addUploaded(TICKETS, "A");
        register("d", ticket, T0);
        Pass changed = upload(ticket, "other".getBytes(StandardCharsets.UTF_8), T0);
        UpdateTag last = takeTag(TICKETS, T0);
        PushPage page = page(PushWalk.of(PushScope.of(TICKETS), ONE), 10);
        assertThat(page.newest()).isEqualTo(last);
        assertThat(page.candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.passTag()).isEqualTo(changed.updateTag());
            assertThat(candidate.record()).isEmpty();
            assertThat(candidate.isToBeTold(ONE)).isTrue();
            assertThat(candidate.isToBeTold(last)).as("of newer changes alone").isFalse();
        });
    }

    @Test
    void whoeverRegisteredAfterTheChangeAsksByItself() {
        Pass ticket = addUploaded(TICKETS, "A");
        register("d", upload(ticket, "other".getBytes(StandardCharsets.UTF_8), T0), T0);
        assertThat(page(PushWalk.of(PushScope.of(TICKETS), ONE), 10).candidates())
                .singleElement()
                .matches(candidate -> !candidate.isToBeTold(ONE));
    }

    @Test
    void aTokenThatWasToldOfTheVersionIsNotToldAgain() {
        Pass ticket = addUploaded(TICKETS, "A");
        register("d", ticket, T0);
        Pass changed = upload(ticket, "other".getBytes(StandardCharsets.UTF_8), T0);
        PushRecord before = sent("push-d", new UpdateTag(changed.updateTag().value() - 1), T0);
        put(before);
        PushWalk walk = PushWalk.of(PushScope.of(TICKETS), ONE);
        assertThat(page(walk, 10).candidates()).singleElement().satisfies(candidate -> {
            assertThat(candidate.record()).contains(before);
            assertThat(candidate.isToBeTold(ONE)).isTrue();
        });
        put(sent("push-d", changed.updateTag(), T0));
        assertThat(page(walk, 10).candidates()).singleElement().matches(candidate -> !candidate.isToBeTold(ONE));
    }

    @Test
    void aWalkOfAnItemGoesThroughThePassesOfItsSerialNumbers() {
        Item item = addItem(ACME, "A");
        List<SerialNumber> rows = add(item, T0, "1", "2", "3", "4");
        SerialNumber elsewhere = add(addItem(ACME, "B"), T0, "1").get(0);
        Pass first = upload(
                insertPass(ACME, id(TICKETS, "1"), Optional.of(rows.get(0).id()))
                        .orElseThrow(),
                PACKAGE,
                T0);
        Pass third = upload(
                insertPass(ACME, id(TICKETS, "3"), Optional.of(rows.get(2).id()))
                        .orElseThrow(),
                PACKAGE,
                T0);
        Pass card = upload(
                insertPass(ACME, id(CARDS, "3"), Optional.of(rows.get(2).id())).orElseThrow(), PACKAGE, T0);
        Pass other = upload(
                insertPass(ACME, id(TICKETS, "9"), Optional.of(elsewhere.id())).orElseThrow(), PACKAGE, T0);
        register("other", other, T0);
        register("third", third, T0);
        register("third-too", third, T0);
        register("card", card, T0);
        register("first", first, T0);
        PushWalk walk = PushWalk.of(new PushScope(TICKETS, Optional.of(item.id())), ONE);
        List<String> seen = new ArrayList<>();
        PushPage page = page(walk, 1);
        while (page.last().isPresent()) {
            seen.addAll(devices(page));
            walk = walk.at(page.last().getAsLong());
            page = page(walk, 1);
        }
        assertThat(seen).containsExactly("first", "third", "third-too");
    }

    @Test
    void theRegistrationsOfSomePassesAndOfADeviceAreFound() {
        Pass one = addUploaded(TICKETS, "A");
        Pass two = addUploaded(TICKETS, "B");
        addUploaded(TICKETS, "C");
        Pass card = addUploaded(CARDS, "A");
        register("x", one, T0);
        register("y", two, T0);
        register("x", two, T0);
        register("x", card, T0);
        PushPage ofPasses = read(view -> view.pushes()
                .registrationsOf(
                        TICKETS, List.of(two.id().serialNumber(), one.id().serialNumber())));
        assertThat(devices(ofPasses)).containsExactlyInAnyOrder("x", "y", "x");
        assertThat(ofPasses.last()).isEmpty();
        PushPage ofDevice = read(view -> view.pushes().registrationsOf(TICKETS, device("x")));
        assertThat(ofDevice.candidates())
                .extracting(candidate -> candidate.registration().pass())
                .containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(read(view -> view.pushes().registrationsOf(CARDS, device("y")))
                        .candidates())
                .isEmpty();
    }

    @Test
    void aWalkIsStoredPutForwardAndRemoved() {
        addPass(TICKETS, "A");
        PushWalk walk = PushWalk.of(PushScope.of(TICKETS), new UpdateTag(5));
        putWalk(walk);
        PushWalk onItsWay = walk.at(77).with(new UpdateTag(9));
        putWalk(onItsWay);
        PushWalk ofItem = PushWalk.of(
                new PushScope(TICKETS, Optional.of(addItem(ACME, "A").id())), ONE);
        putWalk(ofItem);
        putWalk(PushWalk.of(PushScope.of(CARDS), ONE));
        assertThat(walks()).as("nobody's type has no walk").containsExactlyInAnyOrder(onItsWay, ofItem);
        write(tx -> {
            tx.pushes().removeWalk(walk.scope());
            tx.pushes().removeWalk(PushScope.of(CARDS));
            return true;
        });
        assertThat(walks()).containsExactly(ofItem);
    }

    @Test
    void aRecordIsReplacedFoundAndRemoved() {
        addPass(TICKETS, "A");
        PushRecord first = sent("token", new UpdateTag(3), T0);
        PushAnswer gone = new PushAnswer(PushAnswer.Verdict.GONE, 410, "Unregistered", Optional.of(T0.plusMillis(5)));
        PushRecord second = new PushRecord(
                TICKETS,
                new PushToken("token"),
                device("e"),
                new UpdateTag(4),
                T0.plusMillis(7),
                gone,
                1,
                Optional.empty());
        put(first, sent("other", ONE, T0));
        put(second);
        assertThat(record("token")).contains(second);
        write(tx -> {
            tx.pushes().remove(TICKETS, new PushToken("token"));
            tx.pushes().remove(CARDS, new PushToken("other"));
            return true;
        });
        assertThat(record("token")).isEmpty();
        assertThat(record("other")).isPresent();
    }

    @Test
    void attemptsAreDueInTheOrderOfTheirTimes() {
        addPass(TICKETS, "A");
        PushRecord late = failed("late", T0.plusSeconds(9));
        PushRecord soon = failed("soon", T0.plusSeconds(1));
        PushRecord later = failed("later", T0.plusSeconds(5));
        put(late, soon, later, sent("sent", ONE, T0));
        assertThat(due(T0, 10)).isEmpty();
        assertThat(due(T0.plusSeconds(5), 10)).containsExactly(soon, later);
        assertThat(due(T0.plusSeconds(99), 2)).containsExactly(soon, later);
        put(sent("soon", ONE, T0));
        assertThat(due(T0.plusSeconds(5), 10)).containsExactly(later);
    }

    @Test
    void oldRecordsGoButForThoseThatAreDue() {
        addPass(TICKETS, "A");
        put(
                sent("1", ONE, T0),
                sent("2", ONE, T0.plusMillis(1)),
                sent("3", ONE, T0.plusMillis(2)),
                failed("due", T0.plusMillis(1)));
        Optional<PushAddress> next = Optional.empty();
        int slices = 0;
        do {
            Optional<PushAddress> after = next;
            next = write(tx -> tx.pushes().trim(after, T0.plusMillis(2), 3));
            slices++;
        } while (next.isPresent());
        assertThat(slices).as("four records, three at a time").isEqualTo(2);
        assertThat(record("1")).isEmpty();
        assertThat(record("2")).isEmpty();
        assertThat(record("3")).isPresent();
        assertThat(record("due")).isPresent();
    }

    @Test
    void whatIsKnownOfATypeGoesWithIt() {
        Pass pass = addPass(TICKETS, "A");
        put(sent("token", ONE, T0));
        putWalk(PushWalk.of(PushScope.of(TICKETS), ONE));
        deletePass(pass);
        write(tx -> {
            tx.passTypes().delete(TICKETS);
            return true;
        });
        assertThat(walks()).isEmpty();
        assertThat(record("token")).isEmpty();
    }

    @Test
    void aTokenThatDiedAfterTheRegistrationIsGone() {
        Pass ticket = addUploaded(TICKETS, "A");
        register("old", ticket, T0);
        register("new", ticket, T0.plusSeconds(9));
        for (String name : List.of("old", "new")) {
            PushAnswer gone =
                    new PushAnswer(PushAnswer.Verdict.GONE, 410, "Unregistered", Optional.of(T0.plusSeconds(5)));
            put(new PushRecord(
                    TICKETS, new PushToken("push-" + name), device(name), ONE, T0, gone, 1, Optional.empty()));
        }
        assertThat(page(PushWalk.of(PushScope.of(TICKETS), ONE), 10).candidates().stream()
                        .filter(PushCandidate::isGone)
                        .map(candidate -> candidate.registration().device().value()))
                .containsExactly("old");
    }
}
