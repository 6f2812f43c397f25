package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.event.ApiTokenEvent;
import io.serialpass.event.Event;
import io.serialpass.event.EventBounds;
import io.serialpass.event.EventConsumer;
import io.serialpass.event.EventType;
import io.serialpass.event.IdRanges;
import io.serialpass.event.ItemEvent;
import io.serialpass.event.LinkEvent;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.OwnedEvent;
import io.serialpass.event.PassEvent;
import io.serialpass.event.PassTypeContentEvent;
import io.serialpass.event.PassTypeEvent;
import io.serialpass.event.RegistrationEvent;
import io.serialpass.event.SerialNumberEvent;
import io.serialpass.event.WalletEvent;
import io.serialpass.event.WebhookEvent;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Actor;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.Role;
import io.serialpass.storage.StorageException;
import io.serialpass.storage.StorageOptions;
import io.serialpass.turn.Share;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The event log: in commit order, all or nothing with its unit of work, kept for its consumers. */
abstract class EventContract extends EventContractTest {

    private final boolean durable;

    EventContract(String urlPattern) {
        super(urlPattern);
        this.durable = urlPattern.contains(StorageUnderTest.DIRECTORY);
    }

    @Test
    void everyKindOfEventComesBackAsItWas() {
        claim(TICKETS, ACME);
        claim(CARDS, OTHER);
        List<PassSerialNumber> odd = List.of(
                new PassSerialNumber("a/b=:%"), new PassSerialNumber("-"), new PassSerialNumber("x".repeat(255)));
        List<LoggedEvent> expected = new ArrayList<>();
        for (EventType type : EventType.values()) {
            for (Event event : samples(type, odd)) {
                long position = write(tx -> {
                    if (event instanceof OwnedEvent owned) {
                        tx.events().append(OTHER, owned, T0);
                    } else {
                        tx.events().append((WalletEvent) event, T0);
                    }
                    return tx.events().bounds().newest();
                });
                Organization owner = event instanceof OwnedEvent ? OTHER : ACME;
                expected.add(new LoggedEvent(position, T0, owner, event));
            }
        }
        assertThat(all()).isEqualTo(expected);
        assertThat(list(ACME, 0, 1_000))
                .isEqualTo(expected.stream()
                        .filter(event -> event.organization().equals(ACME))
                        .toList());
    }

    private static List<Event> samples(EventType type, List<PassSerialNumber> names) {
        UpdateTag tag = new UpdateTag(1_795_264_237_653L);
        return switch (type) {
            case PASS_CREATED,
                    PASS_CHANGED,
                    PASS_VOIDED,
                    PASS_PERSONALIZED,
                    PASS_DELETED,
                    PASS_REDEEMED,
                    PASS_REDEMPTION_UNDONE,
                    PASS_PUSH_REQUESTED ->
                List.of(
                        new PassEvent(type, TICKETS, names, Optional.of(tag)),
                        new PassEvent(type, TICKETS, names.subList(0, 1), Optional.empty()));
            case PASSES_OF_TYPE_CHANGED -> List.of(PassTypeEvent.ofType(TICKETS, tag));
            case PASSES_OF_ITEM_CHANGED -> List.of(PassTypeEvent.ofItem(TICKETS, new ItemId(7), tag));
            case DEVICE_REGISTERED, DEVICE_PUSH_TOKEN_CHANGED, DEVICE_UNREGISTERED ->
                List.of(new RegistrationEvent(type, device("d:1/2"), id(TICKETS, "S-1")));
            case SERIAL_NUMBERS_CREATED,
                    SERIAL_NUMBERS_RESERVED,
                    SERIAL_NUMBERS_SOLD,
                    SERIAL_NUMBERS_RETURNED,
                    SERIAL_NUMBERS_RENAMED,
                    SERIAL_NUMBERS_MOVED,
                    SERIAL_NUMBERS_DELETED,
                    SERIAL_NUMBERS_PROLONGED ->
                List.of(
                        new SerialNumberEvent(
                                type,
                                Optional.of(new ItemId(3)),
                                new IdRanges(List.of(
                                        new IdRanges.Range(-5, -3),
                                        new IdRanges.Range(4, 4),
                                        new IdRanges.Range(6, Long.MAX_VALUE)))),
                        new SerialNumberEvent(
                                type, Optional.empty(), new IdRanges(List.of(new IdRanges.Range(1, 5_000)))));
            case ITEM_CREATED, ITEM_CHANGED, ITEM_DELETED ->
                List.of(new ItemEvent(type, new ItemId(7), new ItemReference("a\u2028:b c")));
            case PASS_TYPE_CREATED, PASS_TYPE_CHANGED, PASS_TYPE_DELETED ->
                List.of(
                        new PassTypeContentEvent(type, TICKETS, List.of()),
                        new PassTypeContentEvent(
                                type,
                                TICKETS,
                                List.of(new PassFileName("de.lproj/pass.strings"), PassFileName.TEMPLATE)));
            case LINK_CREATED, LINK_REVOKED ->
                List.of(new LinkEvent(
                        type,
                        new LinkId(9),
                        names.stream().map(name -> new PassId(TICKETS, name)).toList()));
            case WEBHOOK_CREATED, WEBHOOK_CHANGED, WEBHOOK_SECRET_ROTATED, WEBHOOK_DELETED ->
                List.of(
                        new WebhookEvent(type, 3, Optional.empty()),
                        new WebhookEvent(type, Long.MAX_VALUE, Optional.of("the shop's: own")));
            case API_TOKEN_CREATED, API_TOKEN_REVOKED ->
                List.of(new ApiTokenEvent(type, new ApiTokenId(2), "the gate\u2029", Role.SCANNER));
        };
    }

    /** The bound of an event is what a reader can rely on for its memory. */
    @Test
    void theLargestEventsComeBack() {
        claim(TICKETS, ACME);
        List<PassSerialNumber> longest = IntStream.range(0, PassEvent.MOST_PASSES)
                .mapToObj(i -> new PassSerialNumber(String.format("%0255d", i)))
                .toList();
        List<SerialNumberId> apart = LongStream.range(0, IdRanges.MOST_RANGES)
                .mapToObj(i -> new SerialNumberId(Long.MAX_VALUE - 2 * i))
                .toList();
        PassEvent passes = new PassEvent(EventType.PASS_CREATED, TICKETS, longest, Optional.empty());
        List<SerialNumberEvent> rows = SerialNumberEvent.of(EventType.SERIAL_NUMBERS_RESERVED, Optional.empty(), apart);
        assertThat(rows).hasSize(1);
        change(events -> {
            events.append(passes, T0);
            events.append(ACME, rows.get(0), T0);
        });
        assertThat(all()).extracting(LoggedEvent::event).containsExactly(passes, rows.get(0));
    }

    @Test
    void anEventOfATypeThatIsNobodysIsRefused() {
        assertThatThrownBy(() -> change(events -> events.append(PassTypeEvent.ofType(TICKETS, new UpdateTag(1)), T0)))
                .isInstanceOf(StorageException.class);
        assertThat(all()).isEmpty();
    }

    @Test
    void anEventStaysItsOrganizationsWhenTheTypeIsDeletedAndSomebodyElses() {
        claim(TICKETS, ACME);
        change(events -> events.append(PassTypeEvent.ofType(TICKETS, new UpdateTag(1)), T0));
        write(tx -> {
            tx.passTypes().delete(TICKETS);
            return tx.passTypes().claim(TICKETS, OTHER, T0);
        });
        change(events -> events.append(PassTypeEvent.ofType(TICKETS, new UpdateTag(2)), T0));
        assertThat(all()).extracting(LoggedEvent::organization).containsExactly(ACME, OTHER);
    }

    @Test
    void positionsGrowAndAReaderGoesOnAfterOne() {
        assertThat(bounds()).isEqualTo(new EventBounds(0, 0));
        append(1, 2, 3, 4, 5);
        List<LoggedEvent> all = all();
        assertThat(all).extracting(LoggedEvent::position).isSorted().doesNotHaveDuplicates();
        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L);
        EventBounds bounds = bounds();
        assertThat(bounds)
                .isEqualTo(new EventBounds(all.get(0).position(), all.get(4).position()));
        assertThat(list(bounds.beforeOldest(), 1_000)).isEqualTo(all);
        assertThat(list(all.get(1).position(), 2)).isEqualTo(all.subList(2, 4));
        assertThat(list(ACME, all.get(1).position(), 2)).isEqualTo(all.subList(2, 4));
        assertThat(list(bounds.newest(), 10)).isEmpty();
        assertThat(list(OTHER, 0, 10)).isEmpty();
        assertThat(list(new Organization("unknown"), 0, 10)).isEmpty();
    }

    @Test
    void anEventHasTheActorOfTheTurn() {
        Actor shop = new Actor(
                Optional.of(new ApiTokenId(3)), "the shop\u2028's own", Role.WRITER, Optional.of("2001:db8::1"));
        Actor configured = new Actor(Optional.empty(), "x", Role.ADMINISTRATOR, Optional.empty());
        claim(TICKETS, ACME);
        Turn.ANYBODY.actedBy(Optional.of(shop)).run(() -> append(1));
        append(2);
        Turn.of(Share.DEVICES)
                .actedBy(Optional.of(configured))
                .run(() -> change(events -> events.append(PassTypeEvent.ofType(TICKETS, new UpdateTag(1)), T0)));
        assertThat(all())
                .extracting(LoggedEvent::actor)
                .containsExactly(Optional.of(shop), Optional.empty(), Optional.of(configured));
        assertThat(list(ACME, 0, 1)).extracting(LoggedEvent::actor).containsExactly(Optional.of(shop));
    }

    @Test
    void whatIsUndoneLeavesNoEventAndNoPosition() {
        append(1);
        write(tx -> {
            tx.events().append(ACME, numbered(2), T0);
            tx.events().putPosition(PUSH, 1);
            tx.setRollbackOnly();
            return true;
        });
        assertThatThrownBy(() -> change(events -> {
                    events.append(ACME, numbered(3), T0);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        append(4);
        assertThat(numbers()).containsExactly(1L, 4L);
        assertThat(positionOf(PUSH)).isEmpty();
    }

    @Test
    void aConsumerIsWhereItWasPutUntilItIsRemoved() {
        assertThat(consumers()).isEmpty();
        change(events -> events.putPosition(PUSH, 7));
        change(events -> events.putPosition(SLOW, 3));
        assertThat(positionOf(PUSH)).isEqualTo(OptionalLong.of(7));
        assertThat(consumers()).containsExactly(new EventConsumer(SLOW, 3), new EventConsumer(PUSH, 7));
        change(events -> events.putPosition(PUSH, 2));
        assertThat(consumers()).containsExactly(new EventConsumer(PUSH, 2), new EventConsumer(SLOW, 3));
        change(events -> events.removeConsumer(PUSH));
        change(events -> events.removeConsumer(PUSH));
        assertThat(positionOf(PUSH)).isEmpty();
        assertThat(consumers()).containsExactly(new EventConsumer(SLOW, 3));
    }

    @Test
    void eventsAndPositionsAreThereAfterReopening() {
        assumeTrue(durable, "this storage is not kept");
        append(1, 2, 3);
        List<LoggedEvent> all = all();
        change(events -> events.putPosition(PUSH, all.get(1).position()));
        trim(Instant.EPOCH, 2, 10);
        underTest().reopen(StorageOptions.defaults());
        assertThat(all()).isEqualTo(all.subList(1, 3));
        assertThat(positionOf(PUSH)).isEqualTo(OptionalLong.of(all.get(1).position()));
        append(4);
        assertThat(all().get(2).position()).isGreaterThan(all.get(2).position());
    }

    /**
     * A reader polls while many write, each event with a row that is there exactly if the event is. Some writers are undone.
     */
    @Test
    void aReaderThatPollsWhileManyWriteSkipsNothing() throws Exception {
        int writers = 8;
        int each = 40;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int first = writer * each;
                done.add(threads.submit(() -> {
                    for (int i = first; i < first + each; i++) {
                        writeOne(i);
                    }
                }));
            }
            List<Long> seen = new ArrayList<>();
            long position = 0;
            boolean last = false;
            while (!last) {
                last = done.stream().allMatch(Future::isDone);
                long after = position;
                for (LoggedEvent event : list(after, 7)) {
                    assertThat(event.position()).isGreaterThan(position);
                    position = event.position();
                    seen.add(numberOf(event));
                    last = false;
                }
            }
            for (Future<?> future : done) {
                future.get();
            }
            List<Long> kept = LongStream.range(0, (long) writers * each)
                    .filter(number -> number % 5 != 0)
                    .boxed()
                    .toList();
            assertThat(seen).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(numbers()).isEqualTo(seen);
        } finally {
            threads.shutdownNow();
        }
    }

    private void writeOne(long number) {
        write(tx -> {
            tx.events().append(ACME, numbered(number), T0);
            if (number % 5 == 0) {
                tx.setRollbackOnly();
            }
            return true;
        });
    }

    /** Each unit of work takes a tag, so that tags tell the order in which they took effect. */
    @Test
    void positionsAreInTheOrderOfTags() throws Exception {
        claim(TICKETS, ACME);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                done.add(threads.submit(() -> write(tx -> {
                    UpdateTag tag = tx.passes().takeTag(TICKETS, T0);
                    tx.events().append(PassTypeEvent.ofType(TICKETS, tag), T0);
                    return true;
                })));
            }
            for (Future<Boolean> future : done) {
                assertThat(future.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(all())
                .hasSize(200)
                .extracting(event -> ((PassTypeEvent) event.event()).updateTag())
                .isSorted();
    }
}
