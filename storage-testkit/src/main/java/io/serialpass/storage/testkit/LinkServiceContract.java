package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.LinkCreateOutcome;
import io.serialpass.service.LinkOpenOutcome;
import io.serialpass.service.LinkService;
import io.serialpass.wallet.LinkToken;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkSort;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links lead their holders to the passes of the link, and to nothing else. */
abstract class LinkServiceContract extends WalletContractTest {

    private static final Listing<PassLinkSort> LISTING =
            new Listing<>(PassLinkSort.DATE_CREATED, SortOrder.ASC, PageRequest.first(10));

    private final SetClock clock = new SetClock(T0);
    private LinkService links;

    @SuppressWarnings("NullAway.Init") // JUnit calls makeService() first
    LinkServiceContract(String urlPattern) {
        super(urlPattern);
    }

    @BeforeEach
    void makeService() {
        links = new LinkService(storage(), clock, new SecureRandom());
    }

    private LinkCreateOutcome.Created create(Optional<Instant> end, Pass... passes) {
        List<PassId> ids = List.of(passes).stream().map(Pass::id).toList();
        return (LinkCreateOutcome.Created) links.create(ACME, ids, end);
    }

    private static List<PassId> passes(LinkOpenOutcome outcome) {
        return outcome.match(LinkOpenOutcome.Open::passes, ended -> List.of(), unknown -> List.of());
    }

    private Optional<List<PassLink>> linksTo(Organization organization, PassId pass) {
        return links.list(organization, pass, TimeRange.any(), LISTING).map(Page::rows);
    }

    @Test
    void aLinkLeadsToItsPassesInTheirOrderUntilItEnds() {
        Pass one = addPass(TICKETS, "1");
        Pass two = addPass(CARDS, "2");
        addPass(TICKETS, "3");
        LinkCreateOutcome.Created made = create(Optional.of(T0.plusSeconds(60)), two, one);
        assertThat(passes(links.open(made.token()))).containsExactly(two.id(), one.id());
        clock.advance(Duration.ofMillis(59_999));
        assertThat(links.open(made.token())).isInstanceOf(LinkOpenOutcome.Open.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(links.open(made.token())).isEqualTo(new LinkOpenOutcome.Ended());
    }

    @Test
    void anotherSecretLeadsNowhere() {
        LinkCreateOutcome.Created made = create(Optional.empty(), addPass(TICKETS, "1"));
        String secret = made.token().secret();
        for (String other : List.of(
                "", secret.substring(1), secret + "A", made.token().hash().hex())) {
            assertThat(links.open(new LinkToken(other))).isEqualTo(new LinkOpenOutcome.Unknown());
        }
        assertThat(made.token().toString()).doesNotContain(secret);
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
    }

    @Test
    void aRevokedLinkLeadsNowhere() {
        LinkCreateOutcome.Created made = create(Optional.empty(), addPass(TICKETS, "1"));
        LinkCreateOutcome.Created other = create(Optional.empty(), addPass(TICKETS, "2"));
        assertThat(links.revoke(OTHER, made.link().id())).isFalse();
        assertThat(links.open(made.token())).isInstanceOf(LinkOpenOutcome.Open.class);
        assertThat(links.revoke(ACME, made.link().id())).isTrue();
        assertThat(links.revoke(ACME, made.link().id())).isTrue();
        assertThat(links.open(made.token())).isEqualTo(new LinkOpenOutcome.Ended());
        assertThat(links.open(other.token())).isInstanceOf(LinkOpenOutcome.Open.class);
    }

    @Test
    void aPassThatIsIssuedAgainIsNotGivenToTheHolderOfTheOldOne() {
        Pass gone = addPass(TICKETS, "1");
        Pass kept = addPass(TICKETS, "2");
        LinkCreateOutcome.Created toBoth = create(Optional.empty(), gone, kept);
        LinkCreateOutcome.Created toOne = create(Optional.empty(), gone);
        deletePass(gone);
        assertThat(passes(links.open(toBoth.token()))).containsExactly(kept.id());
        assertThat(links.open(toOne.token())).isEqualTo(new LinkOpenOutcome.Ended());
        addPass(TICKETS, "1");
        assertThat(passes(links.open(toBoth.token()))).containsExactly(kept.id());
        assertThat(links.open(toOne.token())).isEqualTo(new LinkOpenOutcome.Ended());
        assertThat(linksTo(ACME, gone.id())).contains(List.of());
    }

    @Test
    void anotherOrganizationsPassGetsNoLink() {
        Pass ours = addPass(TICKETS, "1");
        assertThat(links.create(OTHER, List.of(ours.id()), Optional.empty()))
                .isEqualTo(new LinkCreateOutcome.NotFound(ours.id()));
        PassId unknown = id(TICKETS, "2");
        assertThat(links.create(ACME, List.of(ours.id(), unknown), Optional.empty()))
                .isEqualTo(new LinkCreateOutcome.NotFound(unknown));
        assertThat(linksTo(ACME, ours.id())).contains(List.of());
        assertThat(linksTo(OTHER, ours.id())).isEmpty();
        assertThat(linksTo(ACME, unknown)).isEmpty();
        assertThat(links.list(ACME, TimeRange.any(), LISTING).rows()).isEmpty();
    }

    @Test
    void aLinkEndsInTheFutureAndNotTooFarAway() {
        PassId pass = addPass(TICKETS, "1").id();
        Instant latest = T0.plus(LinkService.LONGEST_LIFE);
        assertThat(links.create(ACME, List.of(pass), Optional.of(T0))).isEqualTo(new LinkCreateOutcome.Past());
        assertThat(links.create(ACME, List.of(pass), Optional.of(latest.plusMillis(1))))
                .isEqualTo(new LinkCreateOutcome.TooLate(LinkService.LONGEST_LIFE));
        assertThat(links.create(ACME, List.of(pass), Optional.of(latest)))
                .isInstanceOf(LinkCreateOutcome.Created.class);
        assertThatThrownBy(() -> links.create(ACME, List.of(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> links.create(ACME, List.of(pass, pass), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void linksThatEndedLongAgoAreRemovedAsOthersAreMade() {
        Pass pass = addPass(TICKETS, "1");
        for (int i = 0; i < 9; i++) {
            create(Optional.of(T0.plusSeconds(1)), pass);
        }
        clock.advance(Duration.ofDays(91));
        for (int i = 0; i < 3; i++) {
            create(Optional.empty(), pass);
        }
        assertThat(linksTo(ACME, pass.id()).orElseThrow()).hasSize(3);
    }

    @Test
    void aLinkTellsWherePhonesReachTheServer() {
        Pass pass = addPass(TICKETS, "1");
        assertThat(create(Optional.empty(), pass).webServiceUrl()).isEmpty();
        write(tx -> {
            tx.servers().putWebServiceUrl("https://passes.example.com");
            return true;
        });
        assertThat(create(Optional.empty(), pass).webServiceUrl()).contains("https://passes.example.com");
    }
}
