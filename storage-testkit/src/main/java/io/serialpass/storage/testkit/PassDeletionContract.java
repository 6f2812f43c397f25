package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Wildcard;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A deleted pass leaves nothing behind that a later one of its name could be taken for. */
abstract class PassDeletionContract extends WalletContractTest {

    PassDeletionContract(String urlPattern) {
        super(urlPattern);
    }

    private Optional<UpdatedPasses> updated(String device, long since) {
        UpdatedPassesQuery query = new UpdatedPassesQuery(device(device), TICKETS, Optional.of(new UpdateTag(since)));
        return read(view -> view.registrations().updated(query));
    }

    private static List<String> names(UpdatedPasses updated) {
        return updated.serialNumbers().stream().map(PassSerialNumber::value).toList();
    }

    private List<String> listed(String pattern) {
        PassQuery query =
                PassQuery.builder(ACME).serialNumber(Wildcard.of(pattern)).build();
        return read(view -> view.passes().list(query)).rows().stream()
                .map(pass -> pass.id().serialNumber().value())
                .toList();
    }

    private Optional<AuthenticationToken> tokenOf(PassId id) {
        return read(view -> view.passes().head(id).map(PassHead::authenticationToken));
    }

    private boolean isRegistered(Pass pass) {
        return read(view -> view.registrations().isRegistered(pass.id()));
    }

    private Optional<Instant> lastSecondOfDeleted(PassTypeIdentifier type) {
        return read(view -> view.passes().lastSecondOfDeleted(type));
    }

    private Optional<PassType> findType() {
        return read(view -> view.passTypes().find(TICKETS));
    }

    private void deleteType() {
        write(tx -> {
            tx.passTypes().delete(TICKETS);
            return true;
        });
    }

    @Test
    void allOfAPassIsGone() {
        Pass pass = upload(addPass(TICKETS, "abcdef-1"), new byte[] {1}, T0);
        Pass other = upload(addPass(TICKETS, "abcdef-2"), new byte[] {2}, T0);
        for (String device : List.of("D1", "D2")) {
            register(device, pass, T0);
            register(device, other, T0);
        }
        assertThat(isRegistered(pass)).isTrue();
        deletePass(pass);
        assertThat(findPass(pass.id())).isEmpty();
        assertThat(packageOf(pass)).isEmpty();
        assertThat(tokenOf(pass.id())).isEmpty();
        assertThat(isRegistered(pass)).isFalse();
        Optional<Registration> gone = read(view -> view.registrations().find(device("D1"), pass.id()));
        assertThat(gone).isEmpty();
        assertThat(names(updated("D1", 0).orElseThrow())).containsExactly("abcdef-2");
        assertThat(listed("*bcdef*")).containsExactly("abcdef-2");
        assertThat(findPass(other.id())).contains(other);
        assertThat(isRegistered(other)).isTrue();
    }

    @Test
    void totalsCountWhatIsThere() {
        addPass(TICKETS, "A-1");
        Pass voided = addPass(TICKETS, "A-2", PassDetails.NONE.withVoided(true));
        deletePass(voided);
        PassQuery all = PassQuery.builder(ACME).build();
        assertThat(read(view -> view.passes().list(all)).total()).hasValue(1);
        PassQuery allVoided = PassQuery.builder(ACME).voided(true).build();
        assertThat(read(view -> view.passes().list(allVoided)).total()).hasValue(0);
        assertThat(findType().map(PassType::passes)).contains(1L);
    }

    @Test
    void theSecretAloneIsGiven() {
        Pass pass = addPass(TICKETS, "A-1");
        assertThat(tokenOf(pass.id())).contains(pass.authenticationToken());
        assertThat(tokenOf(id(TICKETS, "A-2"))).isEmpty();
        assertThat(tokenOf(id(CARDS, "A-1"))).isEmpty();
    }

    @Test
    void itsNumberIsNotGivenAgain() {
        addPass(TICKETS, "A-1");
        Pass last = addPass(TICKETS, "A-2");
        deletePass(last);
        assertThat(addPass(TICKETS, "A-3").number()).isGreaterThan(last.number());
        assertThat(listed("*A-*")).containsExactly("A-1", "A-3");
    }

    @Test
    void tagsGoOn() {
        Pass pass = addPass(TICKETS, "A-1");
        Registration before = register("D", pass, T0.plusSeconds(100));
        deletePass(pass);
        assertThat(updated("D", 0)).isEmpty();
        Pass again = upload(addPass(TICKETS, "A-1"), new byte[] {1}, T0);
        register("D", again, T0);
        assertThat(names(updated("D", before.updateTag().value()).orElseThrow()))
                .containsExactly("A-1");
    }

    @Test
    void theLatestSecondOfTheDeletedIsKnown() {
        Pass first = upload(addPass(TICKETS, "A-1"), new byte[] {1}, T0.plusSeconds(50));
        Pass second = upload(addPass(TICKETS, "A-2"), new byte[] {1}, T0);
        addPass(CARDS, "A-1");
        assertThat(lastSecondOfDeleted(TICKETS)).isEmpty();
        deletePass(first);
        deletePass(second);
        Instant latest = first.lastModified().orElseThrow();
        assertThat(lastSecondOfDeleted(TICKETS)).contains(latest);
        assertThat(lastSecondOfDeleted(CARDS)).isEmpty();
        Pass again = addPass(TICKETS, "A-1");
        Pass version = again.uploaded().firstVersion(again.updateTag(), T0, Optional.of(latest));
        assertThat(version.lastModified().orElseThrow()).isAfter(latest);
    }

    @Test
    void aTypeWithoutPassesIsDeletedAndItsTagsGoOn() {
        SerialNumber row = add(addItem(ACME, "A"), T0, "1").get(0);
        Pass pass = insertPass(ACME, id(TICKETS, "A-1"), Optional.of(row.id())).orElseThrow();
        Pass version = upload(pass, new byte[] {1}, T0.plusSeconds(100));
        deletePass(version);
        List<Pass> tied = read(view -> view.passes().tiedTo(row.id()));
        assertThat(tied).isEmpty();
        deleteType();
        assertThat(findType()).isEmpty();
        List<PassTypeIdentifier> types = read(view -> view.passTypes().tiedTo(row.itemId()));
        assertThat(types).isEmpty();
        Pass again = addPass(TICKETS, "A-1");
        assertThat(again.updateTag()).isGreaterThan(version.updateTag());
        assertThat(lastSecondOfDeleted(TICKETS)).contains(version.lastModified().orElseThrow());
    }

    @Test
    void whatWasRolledBackIsThere() {
        Pass pass = upload(addPass(TICKETS, "A-1"), new byte[] {1}, T0);
        write(tx -> {
            tx.passes().delete(pass);
            tx.setRollbackOnly();
            return true;
        });
        assertThat(findPass(pass.id())).contains(pass);
        assertThat(packageOf(pass)).isPresent();
        assertThat(lastSecondOfDeleted(TICKETS)).isEmpty();
    }
}
