package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.wallet.DeviceTags;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.RegistrationSort;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Registrations, and what they make new to a device. */
abstract class RegistrationContract extends WalletContractTest {

    RegistrationContract(String urlPattern) {
        super(urlPattern);
    }

    private Optional<UpdatedPasses> updated(String device, PassTypeIdentifier type, Optional<Long> since) {
        return read(view ->
                view.registrations().updated(new UpdatedPassesQuery(device(device), type, since.map(UpdateTag::new))));
    }

    private List<String> listed(String device, PassTypeIdentifier type, Optional<Long> since) {
        return updated(device, type, since)
                .map(passes -> passes.serialNumbers().stream()
                        .map(serialNumber -> serialNumber.value())
                        .toList())
                .orElse(List.of());
    }

    private Pass withPackage(PassTypeIdentifier type, String serialNumber) {
        return upload(addPass(type, serialNumber), new byte[] {1}, T0);
    }

    @Test
    void whatWasRegisteredIsFound() {
        Pass pass = addPass(TICKETS, "A-1");
        Registration registration = register("D1", pass, T0.plusSeconds(1));
        assertThat(registration.pass()).isEqualTo(pass.id());
        assertThat(registration.pushToken()).isEqualTo(new PushToken("push-D1"));
        assertThat(registration.dateCreated()).isEqualTo(T0.plusSeconds(1));
        assertThat(find("D1", pass)).contains(registration);
        assertThat(find("D2", pass)).isEmpty();
        assertThat(find("d1", pass)).isEmpty();
    }

    private Optional<Registration> find(String device, Pass pass) {
        return read(view -> view.registrations().find(device(device), pass.id()));
    }

    @Test
    void aPushTokenIsReplaced() {
        Pass pass = addPass(TICKETS, "A-1");
        Registration registration = register("D1", pass, T0);
        Registration changed =
                registration.with(new PushToken("new"), takeTag(TICKETS, T0.plusSeconds(5)), T0.plusSeconds(5));
        write(tx -> {
            tx.registrations().update(changed);
            return true;
        });
        assertThat(find("D1", pass)).contains(changed);
    }

    @Test
    void manyDevicesMayShareAPushToken() {
        Pass pass = addPass(TICKETS, "A-1");
        Registration registration = register("D1", pass, T0);
        write(tx -> {
            UpdateTag tag = tx.passes().takeTag(TICKETS, T0);
            tx.registrations().insert(device("D2"), pass.id(), registration.pushToken(), tag, T0);
            return true;
        });
        assertThat(find("D2", pass).orElseThrow().pushToken()).isEqualTo(registration.pushToken());
    }

    @Test
    void whatIsUnregisteredIsGoneAndNothingElse() {
        Pass pass = withPackage(TICKETS, "A-1");
        Pass other = withPackage(TICKETS, "A-2");
        register("D1", pass, T0);
        register("D1", other, T0);
        register("D2", pass, T0);
        assertThat(delete("D1", pass)).isTrue();
        assertThat(delete("D1", pass)).isFalse();
        assertThat(find("D1", pass)).isEmpty();
        assertThat(listed("D1", TICKETS, Optional.empty())).containsExactly("A-2");
        assertThat(listed("D2", TICKETS, Optional.empty())).containsExactly("A-1");
    }

    private boolean delete(String device, Pass pass) {
        return write(tx -> tx.registrations().delete(device(device), pass.id()));
    }

    @Test
    void aDeviceIsToldOfItsOwnPassesOfTheTypeThatHaveAPackage() {
        Pass first = withPackage(TICKETS, "A-1");
        Pass second = withPackage(TICKETS, "A-2");
        Pass card = withPackage(CARDS, "C-1");
        register("D1", first, T0);
        register("D1", second, T0);
        register("D1", addPass(TICKETS, "A-3"), T0);
        register("D1", card, T0);
        register("D2", withPackage(TICKETS, "A-4"), T0);
        assertThat(listed("D1", TICKETS, Optional.empty())).containsExactlyInAnyOrder("A-1", "A-2");
        assertThat(listed("D1", CARDS, Optional.empty())).containsExactly("C-1");
        assertThat(listed("D3", TICKETS, Optional.empty())).isEmpty();
        assertThat(listed("D1", new PassTypeIdentifier("pass.unknown"), Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatChangedAfterATagIsToldOnce() {
        Pass first = withPackage(TICKETS, "A-1");
        Pass second = withPackage(TICKETS, "A-2");
        register("D1", first, T0);
        Registration last = register("D1", second, T0);
        UpdatedPasses all = updated("D1", TICKETS, Optional.empty()).orElseThrow();
        assertThat(all.lastUpdated()).isEqualTo(last.updateTag());
        assertThat(listed("D1", TICKETS, Optional.of(all.lastUpdated().value())))
                .isEmpty();
        Pass changed = upload(first, new byte[] {2}, T0);
        UpdatedPasses news =
                updated("D1", TICKETS, Optional.of(all.lastUpdated().value())).orElseThrow();
        assertThat(news.serialNumbers()).containsExactly(first.id().serialNumber());
        assertThat(news.lastUpdated()).isEqualTo(changed.updateTag());
        assertThat(listed("D1", TICKETS, Optional.of(news.lastUpdated().value())))
                .isEmpty();
    }

    @Test
    void aPassRegisteredLateIsToldThoughItsLastChangeIsOld() {
        Pass old = withPackage(TICKETS, "OLD");
        Pass pass = withPackage(TICKETS, "A-1");
        register("D1", pass, T0);
        Pass changed = upload(pass, new byte[] {2}, T0.plusSeconds(60));
        long known = changed.updateTag().value();
        assertThat(listed("D1", TICKETS, Optional.of(known))).isEmpty();
        Registration late = register("D1", old, T0);
        UpdatedPasses news = updated("D1", TICKETS, Optional.of(known)).orElseThrow();
        assertThat(news.serialNumbers()).containsExactly(old.id().serialNumber());
        assertThat(news.lastUpdated()).isEqualTo(late.updateTag());
    }

    @Test
    void aTagThatWasNeverGivenOutCountsAsNone() {
        Registration last = register("D1", withPackage(TICKETS, "A-1"), T0);
        long given = last.updateTag().value();
        assertThat(listed("D1", TICKETS, Optional.of(given))).isEmpty();
        assertThat(listed("D1", TICKETS, Optional.of(given + 1))).containsExactly("A-1");
        assertThat(listed("D1", TICKETS, Optional.of(Long.MAX_VALUE))).containsExactly("A-1");
        assertThat(listed("D1", TICKETS, Optional.of(0L))).containsExactly("A-1");
    }

    @Test
    void theTagsOfADeviceAreThoseOfItsRegistrationsAndPasses() {
        Pass pass = addPass(TICKETS, "A-1");
        assertThat(tags("D1")).isEmpty();
        Registration registration = register("D1", pass, T0.plusSeconds(1));
        assertThat(tags("D1")).contains(new DeviceTags(registration.updateTag(), registration.updateTag()));
        UpdateTag ofAnother = takeTag(TICKETS, T0.plusSeconds(2));
        assertThat(tags("D1")).contains(new DeviceTags(registration.updateTag(), ofAnother));
        Pass changed = upload(pass, new byte[] {1}, T0.plusSeconds(3));
        assertThat(tags("D1")).contains(new DeviceTags(changed.updateTag(), changed.updateTag()));
    }

    private Optional<DeviceTags> tags(String device) {
        return read(view -> view.registrations().tags(device(device), TICKETS));
    }

    @Test
    void theRegistrationsOfAPassAreListed() {
        Pass pass = addPass(TICKETS, "A-1");
        List<Registration> registrations = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            registrations.add(register("D" + i, pass, T0.plusSeconds(i / 2)));
        }
        register("D1", addPass(TICKETS, "A-2"), T0);
        for (SortOrder order : SortOrder.values()) {
            for (int offset = 0; offset < 9; offset++) {
                Listing<RegistrationSort> listing =
                        new Listing<>(RegistrationSort.DATE_CREATED, order, PageRequest.at(offset, 3));
                ExpectedList.check(list(pass, listing), registrations, listing);
            }
        }
        Listing<RegistrationSort> first =
                new Listing<>(RegistrationSort.DATE_CREATED, SortOrder.DESC, PageRequest.first(3));
        Listing<RegistrationSort> next = first.with(
                PageRequest.after(list(pass, first).next().orElseThrow(), 3).withoutTotal());
        ExpectedList.check(list(pass, next), registrations, next);
        assertThat(list(addPass(CARDS, "C-1"), first).total()).hasValue(0);
    }

    private Page<Registration> list(Pass pass, Listing<RegistrationSort> listing) {
        return read(view -> view.registrations().list(new RegistrationQuery(pass.id(), listing)));
    }
}
