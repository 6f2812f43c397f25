package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.event.ApiTokenEvent;
import io.serialpass.event.AuditFilter;
import io.serialpass.event.Event;
import io.serialpass.event.EventType;
import io.serialpass.event.ItemEvent;
import io.serialpass.event.LinkEvent;
import io.serialpass.event.LoggedEvent;
import io.serialpass.event.PassTypeContentEvent;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.organization.Actor;
import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.Role;
import io.serialpass.query.TimeRange;
import io.serialpass.service.ApiTokenCreateOutcome;
import io.serialpass.service.ApiTokenService;
import io.serialpass.service.EventReadOutcome;
import io.serialpass.service.EventService;
import io.serialpass.service.ItemService;
import io.serialpass.service.LinkCreateOutcome;
import io.serialpass.service.LinkService;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassService;
import io.serialpass.service.PassTypeService;
import io.serialpass.turn.Turn;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.PackageRoom;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFileName;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each change of a thing that an organization sets up is one event with its actor, in the unit of work; what changes nothing is none. */
abstract class AdministrationEventContract extends EventContractTest {

    private static final AnyPackager PACKAGER = new AnyPackager();
    private static final Clock CLOCK = Clock.fixed(T0, ZoneOffset.UTC);
    private static final Actor CLERK =
            new Actor(Optional.of(new ApiTokenId(3)), "the clerk", Role.ADMINISTRATOR, Optional.of("203.0.113.9"));
    private static final PassFileName ICON = new PassFileName("icon.png");

    private long seen;

    AdministrationEventContract(String urlPattern) {
        super(urlPattern);
    }

    /** The events since the last call, each checked to be this organization's and this actor's. */
    private List<Event> news() {
        List<LoggedEvent> news = list(seen, 1_000);
        assertThat(news).allSatisfy(event -> {
            assertThat(event.organization()).isEqualTo(ACME);
            assertThat(event.actor()).contains(CLERK);
        });
        seen = bounds().newest();
        return news.stream().map(LoggedEvent::event).toList();
    }

    private static void asClerk(Runnable work) {
        Turn.ANYBODY.actedBy(Optional.of(CLERK)).run(work);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theLifeOfAnItemIsTold() {
        ItemService items = new ItemService(storage(), CLOCK);
        ItemDetails details = ItemDetails.of(new ItemReference("A\u2028b"));
        asClerk(() -> {
            Item item = items.create(ACME, details).orElseThrow();
            assertThat(news()).containsExactly(new ItemEvent(EventType.ITEM_CREATED, item.id(), details.reference()));
            assertThat(items.create(ACME, details)).isEmpty();
            items.update(ACME, item.id(), same -> same);
            items.update(OTHER, item.id(), before -> before.withName("theirs"));
            assertThat(news()).as("what changes nothing").isEmpty();
            items.update(ACME, item.id(), before -> before.withReference(new ItemReference("B")));
            assertThat(news())
                    .containsExactly(new ItemEvent(EventType.ITEM_CHANGED, item.id(), new ItemReference("B")));
            items.delete(ACME, item.id());
            items.delete(ACME, item.id());
            assertThat(news())
                    .containsExactly(new ItemEvent(EventType.ITEM_DELETED, item.id(), new ItemReference("B")));
        });
    }

    @Test
    void theLifeOfAPassTypeIsToldWithTheNamesOfItsFiles() {
        PassTypeService types = new PassTypeService(storage(), CLOCK, PACKAGER);
        asClerk(() -> {
            types.create(ACME, TICKETS, new TreeMap<>(Map.of(ICON, bytes("1"))));
            assertThat(news())
                    .containsExactly(new PassTypeContentEvent(EventType.PASS_TYPE_CREATED, TICKETS, List.of(ICON)));
            types.create(ACME, TICKETS, new TreeMap<>());
            types.update(ACME, TICKETS, files -> files, PackageRoom.unlimited());
            types.delete(OTHER, TICKETS);
            assertThat(news()).as("what changes nothing").isEmpty();
            types.update(
                    ACME,
                    TICKETS,
                    files -> new TreeMap<>(Map.of(PassFileName.TEMPLATE, bytes("{}"))),
                    PackageRoom.unlimited());
            assertThat(news())
                    .hasSize(2)
                    .first()
                    .isEqualTo(new PassTypeContentEvent(
                            EventType.PASS_TYPE_CHANGED, TICKETS, List.of(ICON, PassFileName.TEMPLATE)));
            types.delete(ACME, TICKETS);
            assertThat(news())
                    .containsExactly(new PassTypeContentEvent(EventType.PASS_TYPE_DELETED, TICKETS, List.of()));
        });
    }

    private Pass issue() {
        PassService passes = new PassService(storage(), CLOCK, new SecureRandom(), PACKAGER);
        return passes.create(ACME, List.of(PassOrder.of(TICKETS, PassDetails.NONE)))
                .match(created -> created.passes().get(0), failed -> {
                    throw new AssertionError("the pass was not issued");
                });
    }

    @Test
    void aPassTypeThatItsFirstPassAddsIsToldOnce() {
        asClerk(() -> {
            issue();
            assertThat(news())
                    .hasSize(2)
                    .first()
                    .isEqualTo(new PassTypeContentEvent(EventType.PASS_TYPE_CREATED, TICKETS, List.of()));
            issue();
            assertThat(news()).extracting(Event::type).containsExactly(EventType.PASS_CREATED);
        });
    }

    @Test
    void theLifeOfALinkIsToldWithoutItsSecret() {
        LinkService links = new LinkService(storage(), CLOCK, new SecureRandom());
        asClerk(() -> {
            Pass pass = issue();
            news();
            LinkId link = ((LinkCreateOutcome.Created) links.create(ACME, List.of(pass.id()), Optional.empty()))
                    .link()
                    .id();
            assertThat(news()).containsExactly(new LinkEvent(EventType.LINK_CREATED, link, List.of(pass.id())));
            links.create(ACME, List.of(pass.id()), Optional.of(T0));
            links.revoke(OTHER, link);
            assertThat(news()).as("what changes nothing").isEmpty();
            assertThat(links.revoke(ACME, link)).isTrue();
            assertThat(links.revoke(ACME, link)).isTrue();
            assertThat(news()).containsExactly(new LinkEvent(EventType.LINK_REVOKED, link, List.of(pass.id())));
        });
    }

    @Test
    void theLifeOfATokenIsToldWithoutItsSecret() {
        ApiTokenService tokens = new ApiTokenService(storage(), CLOCK, new SecureRandom(), Map.of());
        asClerk(() -> {
            tokens.createFirst(ACME);
            assertThat(news()).extracting(Event::type).containsExactly(EventType.API_TOKEN_CREATED);
            ApiTokenDetails details = new ApiTokenDetails("the shop", Role.WRITER, Optional.empty());
            IssuedToken token = ((ApiTokenCreateOutcome.Created) tokens.create(ACME, details)).token();
            assertThat(news())
                    .containsExactly(
                            new ApiTokenEvent(EventType.API_TOKEN_CREATED, token.id(), "the shop", Role.WRITER));
            tokens.createFirst(ACME);
            tokens.revoke(OTHER, token.id());
            assertThat(news()).as("what changes nothing").isEmpty();
            tokens.revoke(ACME, token.id());
            assertThat(tokens.revoke(ACME, token.id())).isFalse();
            assertThat(news())
                    .containsExactly(
                            new ApiTokenEvent(EventType.API_TOKEN_REVOKED, token.id(), "the shop", Role.WRITER));
        });
    }

    /** Whoever follows passes and serial numbers is not told, and misses nothing behind very many such events either. */
    @Test
    void onlyTheAuditTrailTellsOfThem() {
        EventService events = new EventService(storage());
        ItemEvent changed =
                new ItemEvent(EventType.ITEM_CHANGED, addItem(ACME, "A").id(), new ItemReference("A"));
        asClerk(() -> change(log -> {
            for (int i = 0; i < 10_050; i++) {
                log.append(ACME, changed, T0);
            }
            log.append(ACME, numbered(7), T0);
        }));
        EventReadOutcome.Page followed = (EventReadOutcome.Page) events.read(ACME, OptionalLong.empty(), 100);
        assertThat(followed.events()).extracting(LoggedEvent::event).containsExactly(numbered(7));
        AuditFilter items = new AuditFilter(Optional.empty(), Optional.of(EventType.ITEM_CHANGED), TimeRange.any());
        EventReadOutcome.Page audited = (EventReadOutcome.Page) events.audit(ACME, items, OptionalLong.empty(), 3);
        assertThat(audited.events()).hasSize(3).allSatisfy(event -> {
            assertThat(event.event()).isEqualTo(changed);
            assertThat(event.actor()).contains(CLERK);
        });
    }
}
