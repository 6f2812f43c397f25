package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.Organization;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.wallet.LinkId;
import io.serialpass.wallet.LinkToken;
import io.serialpass.wallet.LinkedPass;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassLink;
import io.serialpass.wallet.PassLinkQuery;
import io.serialpass.wallet.PassLinkSort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The links by which customers get passes. */
abstract class LinkContract extends WalletContractTest {

    private static final Duration LIFE = Duration.ofDays(1);

    LinkContract(String urlPattern) {
        super(urlPattern);
    }

    private PassLink add(Organization organization, String secret, Instant time, Pass... passes) {
        List<LinkedPass> linked = Arrays.stream(passes).map(LinkedPass::of).toList();
        return write(
                tx -> tx.links().insert(organization, new LinkToken(secret).hash(), linked, time.plus(LIFE), time));
    }

    private Optional<PassLink> find(String secret) {
        return read(view -> view.links().find(new LinkToken(secret).hash()));
    }

    private Optional<PassLink> find(Organization organization, LinkId id) {
        return read(view -> view.links().find(organization, id));
    }

    private void revoke(PassLink link, Instant time) {
        write(tx -> {
            tx.links().revoke(link.id(), time);
            return true;
        });
    }

    private void prune(Instant endedBefore, int most) {
        write(tx -> {
            tx.links().prune(endedBefore, most);
            return true;
        });
    }

    private Page<PassLink> list(OptionalLong pass, TimeRange created, SortOrder order, PageRequest page) {
        PassLinkQuery query =
                new PassLinkQuery(ACME, pass, created, new Listing<>(PassLinkSort.DATE_CREATED, order, page));
        return read(view -> view.links().list(query));
    }

    private List<PassLink> linksTo(Pass pass) {
        return list(OptionalLong.of(pass.number()), TimeRange.any(), SortOrder.ASC, PageRequest.first(10))
                .rows();
    }

    @Test
    void aLinkComesBackAsItWasGiven() {
        Pass odd = addPass(TICKETS, "~a/b=c:d");
        Pass plain = addPass(CARDS, "1");
        PassLink link = add(ACME, "secret", T0, odd, plain);
        assertThat(link.organization()).isEqualTo(ACME);
        assertThat(link.passes()).containsExactly(LinkedPass.of(odd), LinkedPass.of(plain));
        assertThat(link.dateCreated()).isEqualTo(T0);
        assertThat(link.expirationDate()).isEqualTo(T0.plus(LIFE));
        assertThat(link.dateRevoked()).isEmpty();
        assertThat(find("secret")).contains(link);
        assertThat(find(ACME, link.id())).contains(link);
        assertThat(find("Secret")).isEmpty();
    }

    @Test
    void anotherOrganizationsLinkIsNotFoundByItsId() {
        PassLink link = add(ACME, "a", T0, addPass(TICKETS, "1"));
        assertThat(find(OTHER, link.id())).isEmpty();
        assertThat(find(ACME, new LinkId(link.id().value() + 1))).isEmpty();
    }

    @Test
    void aLinkIsRevokedOnce() {
        PassLink link = add(ACME, "a", T0, addPass(TICKETS, "1"));
        PassLink other = add(ACME, "b", T0, addPass(TICKETS, "2"));
        Instant first = T0.plusMillis(5);
        revoke(link, first);
        revoke(link, T0.plusMillis(9));
        assertThat(find("a")).contains(link.revokedAt(first));
        assertThat(find(ACME, link.id()).flatMap(PassLink::dateRevoked)).contains(first);
        assertThat(find("b")).contains(other);
    }

    @Test
    void linksThatEndedFirstGoFirstAndTheirIdsAreNotGivenAgain() {
        Pass pass = addPass(TICKETS, "1");
        PassLink second = add(ACME, "b", T0.plusSeconds(1), pass);
        PassLink first = add(ACME, "a", T0, pass);
        PassLink last = add(ACME, "c", T0.plusSeconds(2), pass);
        prune(last.expirationDate(), 1);
        assertThat(linksTo(pass)).containsExactly(second, last);
        assertThat(find("a")).isEmpty();
        prune(last.expirationDate(), 10);
        assertThat(linksTo(pass)).containsExactly(last);
        prune(last.expirationDate().plusMillis(1), 10);
        assertThat(linksTo(pass)).isEmpty();
        assertThat(add(ACME, "a", T0, pass).id().value())
                .isGreaterThan(last.id().value())
                .isGreaterThan(first.id().value());
    }

    @Test
    void aListIsOfOneOrganizationAndPagedByPosition() {
        Pass pass = addPass(TICKETS, "1");
        Pass others = insertPass(OTHER, id(CARDS, "1"), Optional.empty()).orElseThrow();
        List<PassLink> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(add(ACME, "a" + i, T0.plusSeconds(i / 2), pass));
            add(OTHER, "o" + i, T0, others);
        }
        for (OptionalLong to : List.of(OptionalLong.empty(), OptionalLong.of(pass.number()))) {
            Page<PassLink> first = list(to, TimeRange.any(), SortOrder.ASC, PageRequest.first(2));
            assertThat(first.rows()).isEqualTo(all.subList(0, 2));
            assertThat(first.total()).hasValue(5);
            Page<PassLink> rest = list(
                    to,
                    TimeRange.any(),
                    SortOrder.ASC,
                    PageRequest.after(first.next().orElseThrow(), 3));
            assertThat(rest.rows()).isEqualTo(all.subList(2, 5));
            assertThat(rest.next()).isEmpty();
            assertThat(list(to, TimeRange.any(), SortOrder.DESC, PageRequest.at(1, 2))
                            .rows())
                    .containsExactly(all.get(3), all.get(2));
            TimeRange later = TimeRange.any().notBefore(T0.plusSeconds(1));
            assertThat(list(to, later, SortOrder.ASC, PageRequest.first(9)).rows())
                    .isEqualTo(all.subList(2, 5));
        }
        assertThat(list(OptionalLong.of(others.number()), TimeRange.any(), SortOrder.ASC, PageRequest.first(9))
                        .rows())
                .as("another organization's pass")
                .isEmpty();
    }

    @Test
    void theLinksToAPassAreFound() {
        Pass one = addPass(TICKETS, "1");
        Pass two = addPass(TICKETS, "2");
        PassLink toOne = add(ACME, "a", T0, one);
        PassLink toBoth = add(ACME, "b", T0.plusSeconds(1), two, one);
        assertThat(linksTo(one)).containsExactly(toOne, toBoth);
        assertThat(linksTo(two)).containsExactly(toBoth);
    }

    @Test
    void aPassCanBeDeletedBeforeItsLinksAndALaterOneOfItsNameHasNone() {
        Pass pass = addPass(TICKETS, "1");
        PassLink link = add(ACME, "a", T0, pass);
        deletePass(pass);
        assertThat(find("a")).contains(link);
        Pass later = addPass(TICKETS, "1");
        assertThat(linksTo(later)).isEmpty();
        assertThat(link.passes()).doesNotContain(LinkedPass.of(later));
    }
}
