package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.ApiToken;
import io.serialpass.organization.ApiTokenDetails;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.organization.ApiTokenUse;
import io.serialpass.organization.IssuedToken;
import io.serialpass.organization.IssuedTokenQuery;
import io.serialpass.organization.IssuedTokenSort;
import io.serialpass.organization.Organization;
import io.serialpass.organization.Role;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** API tokens. */
abstract class ApiTokenContract extends ContractTest {

    private static final ApiTokenDetails READING = new ApiTokenDetails("Žluťoučký 😀", Role.READER, Optional.empty());

    ApiTokenContract(String urlPattern) {
        super(urlPattern);
    }

    @ParameterizedTest
    @EnumSource
    void aTokenComesBackAsItWasGiven(Role role) {
        ApiToken secret = new ApiToken("secret");
        assertThat(find(secret)).isEmpty();
        ApiTokenDetails details = new ApiTokenDetails("gate 7", role, Optional.of(T0.plusSeconds(60)));
        IssuedToken token = add(ACME, secret, details, T0);
        assertThat(token.organization()).isEqualTo(ACME);
        assertThat(token.details()).isEqualTo(details);
        assertThat(token.dateCreated()).isEqualTo(T0);
        assertThat(token.lastUsed()).isEmpty();
        assertThat(find(secret)).contains(token);
        assertThat(find(ACME, token.id())).contains(token);
        assertThat(find(new ApiToken("Secret"))).isEmpty();
    }

    @Test
    void anotherOrganizationsTokenIsNotFoundByItsId() {
        IssuedToken token = add(ACME, new ApiToken("a"), READING, T0);
        assertThat(find(OTHER, token.id())).isEmpty();
        assertThat(find(ACME, new ApiTokenId(token.id().value() + 1))).isEmpty();
    }

    @Test
    void tokensAreCountedPerOrganization() {
        assertThat(count(ACME)).isZero();
        add(ACME, new ApiToken("a"), READING, T0);
        add(ACME, new ApiToken("b"), READING, T0);
        add(OTHER, new ApiToken("c"), READING, T0);
        assertThat(count(ACME)).isEqualTo(2);
        assertThat(count(OTHER)).isEqualTo(1);
    }

    @Test
    void aDeletedTokenIsGoneAndItsIdIsNotGivenAgain() {
        IssuedToken kept = add(ACME, new ApiToken("a"), READING, T0);
        IssuedToken deleted = add(ACME, new ApiToken("b"), READING, T0);
        delete(deleted.id());
        delete(deleted.id());
        assertThat(find(new ApiToken("b"))).isEmpty();
        assertThat(find(new ApiToken("a"))).contains(kept);
        assertThat(add(ACME, new ApiToken("b"), READING, T0).id().value())
                .isGreaterThan(deleted.id().value());
    }

    @Test
    void theLatestUseIsKept() {
        IssuedToken used = add(ACME, new ApiToken("a"), READING, T0);
        IssuedToken unused = add(ACME, new ApiToken("b"), READING, T0);
        IssuedToken gone = add(ACME, new ApiToken("c"), READING, T0);
        delete(gone.id());
        Instant later = T0.plusMillis(5);
        putUses(new ApiTokenUse(gone.id(), later), new ApiTokenUse(used.id(), later));
        assertThat(find(ACME, used.id())).contains(used.usedAt(later));
        putUses(new ApiTokenUse(used.id(), T0));
        assertThat(find(ACME, used.id()).flatMap(IssuedToken::lastUsed)).contains(later);
        putUses(new ApiTokenUse(used.id(), later.plusMillis(1)));
        assertThat(find(ACME, used.id()).flatMap(IssuedToken::lastUsed)).contains(later.plusMillis(1));
        assertThat(find(ACME, unused.id())).contains(unused);
    }

    @Test
    void aListIsOfOneOrganizationAndPagedByPosition() {
        List<IssuedToken> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(add(ACME, new ApiToken("a" + i), READING, T0.plusSeconds(i / 2)));
            add(OTHER, new ApiToken("o" + i), READING, T0);
        }
        Page<IssuedToken> first = list(TimeRange.any(), SortOrder.ASC, PageRequest.first(2));
        assertThat(first.rows()).isEqualTo(all.subList(0, 2));
        assertThat(first.total()).hasValue(5);
        Page<IssuedToken> second = list(
                TimeRange.any(), SortOrder.ASC, PageRequest.after(first.next().orElseThrow(), 3));
        assertThat(second.rows()).isEqualTo(all.subList(2, 5));
        assertThat(second.next()).isEmpty();
        assertThat(list(TimeRange.any(), SortOrder.DESC, PageRequest.at(1, 2)).rows())
                .containsExactly(all.get(3), all.get(2));
        assertThat(list(TimeRange.any().notBefore(T0.plusSeconds(1)), SortOrder.ASC, PageRequest.first(9))
                        .rows())
                .isEqualTo(all.subList(2, 5));
    }

    private IssuedToken add(Organization organization, ApiToken secret, ApiTokenDetails details, Instant time) {
        return storage().write(tx -> tx.apiTokens().insert(organization, secret.hash(), details, time));
    }

    private void delete(ApiTokenId id) {
        storage().write(tx -> {
            tx.apiTokens().delete(id);
            return true;
        });
    }

    private void putUses(ApiTokenUse... uses) {
        storage().write(tx -> {
            tx.apiTokens().putUses(List.of(uses));
            return true;
        });
    }

    private Optional<IssuedToken> find(ApiToken secret) {
        return storage().read(view -> view.apiTokens().find(secret.hash()));
    }

    private Optional<IssuedToken> find(Organization organization, ApiTokenId id) {
        return storage().read(view -> view.apiTokens().find(organization, id));
    }

    private long count(Organization organization) {
        return storage().read(view -> view.apiTokens().count(organization));
    }

    private Page<IssuedToken> list(TimeRange dateCreated, SortOrder order, PageRequest page) {
        IssuedTokenQuery query =
                new IssuedTokenQuery(ACME, dateCreated, new Listing<>(IssuedTokenSort.DATE_CREATED, order, page));
        return storage().read(view -> view.apiTokens().list(query));
    }
}
