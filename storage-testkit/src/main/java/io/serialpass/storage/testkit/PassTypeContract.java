package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Pass types, their templates and files, and the versions that they give to passes. */
abstract class PassTypeContract extends WalletContractTest {

    private static final PassFileName ICON = new PassFileName("icon@2x.png");

    PassTypeContract(String urlPattern) {
        super(urlPattern);
    }

    private Optional<PassType> find(PassTypeIdentifier type) {
        return read(view -> view.passTypes().find(type));
    }

    private Optional<PassTypeContent> content() {
        return read(view -> view.passTypes().content(TICKETS));
    }

    private Optional<byte[]> icon() {
        return read(view -> view.passTypes().file(TICKETS, ICON));
    }

    private Organization claim(Organization organization) {
        return write(tx -> tx.passTypes().claim(TICKETS, organization, T0));
    }

    /** Gives a type a template and a certificate, and its passes a version. */
    private PassVersion template(String text, Instant time) {
        return template(text, Optional.of("the certificate"), time);
    }

    private PassVersion template(String text, Optional<String> signer, Instant time) {
        return write(tx -> {
            tx.passTypes().claim(TICKETS, ACME, time);
            tx.passTypes().putSigner(TICKETS, signer, time);
            tx.passTypes()
                    .putFile(TICKETS, PassFileName.TEMPLATE, Optional.of(text.getBytes(StandardCharsets.UTF_8)), time);
            tx.passTypes().renewPasses(TICKETS, tx.passes().takeTag(TICKETS, time), time);
            return tx.passTypes().find(TICKETS).orElseThrow().content().orElseThrow();
        });
    }

    private PassVersion versionOf(Pass pass) {
        return findPass(pass.id()).flatMap(Pass::version).orElseThrow();
    }

    private Pass next(Pass pass, Instant time) {
        return write(tx -> {
            Pass found = tx.passes().find(pass.id()).orElseThrow();
            Pass next = found.nextVersion(tx.passes().takeTag(TICKETS, time), time);
            tx.passes().update(next);
            return next;
        });
    }

    @Test
    void aTypeIsWhoseClaimedItFirst() {
        assertThat(find(TICKETS)).isEmpty();
        assertThat(claim(ACME)).isEqualTo(ACME);
        assertThat(claim(OTHER)).isEqualTo(ACME);
        PassType type = find(TICKETS).orElseThrow();
        assertThat(type.organization()).isEqualTo(ACME);
        assertThat(type.dateCreated()).isEqualTo(T0);
        assertThat(type.content()).isEmpty();
        assertThat(type.passes()).isZero();
    }

    @Test
    void passesAreCounted() {
        addPass(TICKETS, "A-1");
        addPass(TICKETS, "A-2");
        addPass(CARDS, "A-1");
        assertThat(find(TICKETS).orElseThrow().passes()).isEqualTo(2);
    }

    @Test
    void theLengthOfATypeIsThatOfAllItsFiles() {
        assertThat(length()).isZero();
        claim(ACME);
        assertThat(length()).isZero();
        putFile(new byte[] {1}, T0);
        write(tx -> {
            tx.passTypes().putFile(TICKETS, PassFileName.TEMPLATE, Optional.of(new byte[300_000]), T0);
            return true;
        });
        assertThat(length()).isEqualTo(300_001);
    }

    private long length() {
        return read(view -> view.passTypes().contentLength(TICKETS));
    }

    @Test
    void theLengthOfAFileIsKnownWithoutItsContent() {
        assertThat(lengthOfIcon()).isEmpty();
        claim(ACME);
        assertThat(lengthOfIcon()).isEmpty();
        putFile(new byte[0], T0);
        assertThat(lengthOfIcon()).hasValue(0);
        putFile(new byte[300_000], T0);
        assertThat(lengthOfIcon()).hasValue(300_000);
        assertThat(lengthOfIcon(CARDS)).isEmpty();
    }

    private OptionalLong lengthOfIcon() {
        return lengthOfIcon(TICKETS);
    }

    private OptionalLong lengthOfIcon(PassTypeIdentifier type) {
        return read(view -> view.passTypes().fileLength(type, ICON));
    }

    @Test
    void filesAreKeptReplacedAndDeleted() {
        claim(ACME);
        byte[] large = new byte[300_000];
        large[7] = 1;
        putFile(new byte[] {1}, T0);
        putFile(large, T0.plusSeconds(2));
        PassTypeContent content =
                read(view -> view.passTypes().content(TICKETS)).orElseThrow();
        assertThat(content.files().keySet()).containsExactly(ICON);
        assertThat(content.files().get(ICON)).isEqualTo(large);
        assertThat(content.organization()).isEqualTo(ACME);
        assertThat(icon()).hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(large));
        assertThat(find(TICKETS).orElseThrow().lastUpdated()).isEqualTo(T0.plusSeconds(2));
        write(tx -> {
            tx.passTypes().putFile(TICKETS, ICON, Optional.empty(), T0.plusSeconds(3));
            return true;
        });
        assertThat(icon()).isEmpty();
    }

    private void putFile(byte[] bytes, Instant time) {
        write(tx -> {
            tx.passTypes().putFile(TICKETS, ICON, Optional.of(bytes), time);
            return true;
        });
    }

    @Test
    void aTypeOfNobodyHasNoFiles() {
        assertThatThrownBy(() -> putFile(new byte[1], T0)).isInstanceOf(StorageException.class);
        assertThat(content()).isEmpty();
    }

    @Test
    void aTemplateGivesAllPassesOfTheTypeOneVersion() {
        Pass before = addPass(TICKETS, "A-1");
        Pass card = addPass(CARDS, "A-1");
        PassVersion version = template("{}", T0.plusSeconds(5));
        Pass after = addPass(TICKETS, "A-2");
        for (Pass pass : List.of(before, after)) {
            Pass found = findPass(pass.id()).orElseThrow();
            assertThat(found.source()).isEqualTo(PackageSource.MADE);
            assertThat(found.version()).contains(version);
        }
        assertThat(findPass(card.id())).contains(card);
        List<PassType> makers = read(view -> view.passTypes().withTemplate());
        assertThat(makers).extracting(PassType::identifier).containsExactly(TICKETS);
    }

    @Test
    void aPackageThatWasUploadedStays() {
        Pass pass = upload(addPass(TICKETS, "A-1"), new byte[] {1}, T0);
        template("{}", T0.plusSeconds(5));
        assertThat(findPass(pass.id())).contains(pass);
        assertThat(pass.source()).isEqualTo(PackageSource.UPLOADED);
    }

    /** Otherwise a phone would be told that its old copy of a pass is the newest. */
    @Test
    void everyVersionOfAPassHasASecondOfItsOwn() {
        template("1", T0);
        Pass often = addPass(TICKETS, "A-1");
        Pass seldom = addPass(TICKETS, "A-2");
        PassVersion last = versionOf(often);
        for (int i = 0; i < 3; i++) {
            last = requireLater(last, next(often, T0).version().orElseThrow());
        }
        PassVersion ofSeldom = versionOf(seldom);
        for (int i = 0; i < 3; i++) {
            template("2" + i, T0.minusSeconds(10));
            last = requireLater(last, versionOf(often));
            ofSeldom = requireLater(ofSeldom, versionOf(seldom));
            last = requireLater(last, next(often, T0).version().orElseThrow());
        }
    }

    private static PassVersion requireLater(PassVersion before, PassVersion after) {
        assertThat(after.tag()).isGreaterThan(before.tag());
        assertThat(after.lastModified()).isAfter(before.lastModified());
        return after;
    }

    @Test
    void anItemGivesThePassesTiedToItsSerialNumbersAVersion() {
        template("{}", T0);
        Item item = addItem(ACME, "A");
        Item another = addItem(ACME, "B");
        SerialNumber row = add(item, T0, "1").get(0);
        SerialNumber anothers = add(another, T0, "1").get(0);
        Pass tied = insertPass(ACME, id(TICKETS, "A-1"), Optional.of(row.id())).orElseThrow();
        Pass tiedElsewhere =
                insertPass(ACME, id(TICKETS, "A-2"), Optional.of(anothers.id())).orElseThrow();
        Pass untied = addPass(TICKETS, "A-3");
        insertPass(ACME, id(CARDS, "A-1"), Optional.of(row.id()));
        List<PassTypeIdentifier> types = read(view -> view.passTypes().tiedTo(item.id()));
        assertThat(types).containsExactly(TICKETS);
        PassVersion before = versionOf(tied);
        UpdateTag tag = write(tx -> {
            UpdateTag taken = tx.passes().takeTag(TICKETS, T0);
            tx.passTypes().renewPassesTiedTo(TICKETS, item.id(), taken, T0);
            return taken;
        });
        assertThat(requireLater(before, versionOf(tied)).tag()).isEqualTo(tag);
        assertThat(versionOf(tiedElsewhere)).isEqualTo(before);
        assertThat(versionOf(untied)).isEqualTo(before);
        template("2", T0);
        requireLater(requireLater(before, new PassVersion(tag, T0.plusSeconds(1))), versionOf(tied));
    }

    @Test
    void aDeviceIsToldOfWhatAllPassesOfATypeBecame() {
        template("1", T0);
        Pass first = addPass(TICKETS, "A-1");
        Pass second = addPass(TICKETS, "A-2");
        Pass uploaded = upload(addPass(TICKETS, "A-3"), new byte[] {1}, T0);
        for (Pass pass : List.of(first, second, uploaded)) {
            register("D", pass, T0);
        }
        UpdateTag known = updated(Optional.empty()).orElseThrow().lastUpdated();
        assertThat(updated(Optional.of(known))).isEmpty();
        PassVersion version = template("2", T0);
        UpdatedPasses updated = updated(Optional.of(known)).orElseThrow();
        assertThat(updated.lastUpdated()).isEqualTo(version.tag());
        assertThat(updated.serialNumbers())
                .containsExactly(first.id().serialNumber(), second.id().serialNumber());
        assertThat(updated(Optional.of(version.tag()))).isEmpty();
    }

    @Test
    void aDeviceIsToldOfNoPassThatNothingSigns() {
        template("1", Optional.empty(), T0);
        Pass made = addPass(TICKETS, "A-1");
        Pass uploaded = upload(addPass(TICKETS, "A-2"), new byte[] {1}, T0);
        register("D", made, T0);
        register("D", uploaded, T0);
        assertThat(serialNumbers(updated(Optional.empty()))).containsExactly("A-2");
        assertThat(pushedTo("D")).containsExactly("A-2");
        template("2", Optional.of("the certificate"), T0);
        assertThat(serialNumbers(updated(Optional.empty()))).containsExactly("A-1", "A-2");
        assertThat(pushedTo("D")).containsExactlyInAnyOrder("A-1", "A-2");
    }

    private static List<String> serialNumbers(Optional<UpdatedPasses> updated) {
        return updated.map(UpdatedPasses::serialNumbers).orElse(List.of()).stream()
                .map(PassSerialNumber::value)
                .toList();
    }

    private List<String> pushedTo(String device) {
        return read(view -> view.pushes().registrationsOf(TICKETS, device(device))).candidates().stream()
                .map(candidate -> candidate.registration().pass().serialNumber().value())
                .toList();
    }

    private Optional<UpdatedPasses> updated(Optional<UpdateTag> since) {
        return read(view ->
                view.registrations().updated(new UpdatedPassesQuery(new DeviceLibraryIdentifier("D"), TICKETS, since)));
    }

    @Test
    void aTypeWithoutPassesIsDeletedWithItsFiles() {
        template("{}", T0);
        write(tx -> {
            tx.passTypes().delete(TICKETS);
            return true;
        });
        assertThat(find(TICKETS)).isEmpty();
        claim(OTHER);
        assertThat(content().orElseThrow().files()).isEmpty();
    }

    @Test
    void theSignerIsKept() {
        claim(ACME);
        write(tx -> {
            tx.passTypes().putSigner(TICKETS, Optional.of("the certificate"), T0.plusSeconds(1));
            return true;
        });
        assertThat(find(TICKETS).orElseThrow().signer()).contains("the certificate");
    }
}
