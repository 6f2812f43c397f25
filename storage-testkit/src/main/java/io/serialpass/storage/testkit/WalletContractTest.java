package io.serialpass.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.ReadWork;
import io.serialpass.storage.WriteTransaction;
import io.serialpass.storage.WriteWork;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Optional;

/** Short words for filling a store with passes and registrations. */
abstract class WalletContractTest extends ContractTest {

    static final PassTypeIdentifier TICKETS = new PassTypeIdentifier("pass.com.example.ticket");
    static final PassTypeIdentifier CARDS = new PassTypeIdentifier("pass.com.example.card");

    WalletContractTest(String urlPattern) {
        super(urlPattern);
    }

    <T> T read(ReadWork<T> work) {
        return storage().read(work);
    }

    <T> T write(WriteWork<T> work) {
        return storage().write(work);
    }

    static PassId id(PassTypeIdentifier type, String serialNumber) {
        return new PassId(type, new PassSerialNumber(serialNumber));
    }

    static DeviceLibraryIdentifier device(String name) {
        return new DeviceLibraryIdentifier(name);
    }

    /** Finds a pass, and sees that its head is that of this pass. */
    Optional<Pass> findPass(PassId id) {
        return read(view -> {
            Optional<Pass> found = view.passes().find(id);
            assertThat(view.passes().head(id))
                    .isEqualTo(
                            found.map(pass -> new PassHead(pass.authenticationToken(), pass.version(), pass.source())));
            return found;
        });
    }

    Pass addPass(PassTypeIdentifier type, String serialNumber) {
        return addPass(type, serialNumber, PassDetails.NONE);
    }

    Pass addPass(PassTypeIdentifier type, String serialNumber, PassDetails details) {
        return insertPass(ACME, id(type, serialNumber), Optional.empty(), details, T0)
                .orElseThrow();
    }

    Optional<Pass> insertPass(Organization organization, PassId id, Optional<SerialNumberId> tiedTo) {
        return insertPass(organization, id, tiedTo, PassDetails.NONE, T0);
    }

    Optional<Pass> insertPass(
            Organization organization, PassId id, Optional<SerialNumberId> tiedTo, PassDetails details, Instant time) {
        return write(tx -> insertPass(tx, organization, id, tiedTo, details, time));
    }

    /** One of many that are inserted by one unit of work. */
    static Optional<Pass> insertPass(
            WriteTransaction tx,
            Organization organization,
            PassId id,
            Optional<SerialNumberId> tiedTo,
            PassDetails details,
            Instant time) {
        tx.passTypes().claim(id.passTypeIdentifier(), organization, time);
        UpdateTag tag = tx.passes().takeTag(id.passTypeIdentifier(), time);
        AuthenticationToken token = new AuthenticationToken("token of " + id + " in some more characters");
        return tx.passes().insert(new NewPass(id, organization, token, tiedTo, details), tag, time);
    }

    void deletePass(Pass pass) {
        write(tx -> {
            tx.passes().delete(pass);
            return true;
        });
    }

    UpdateTag takeTag(PassTypeIdentifier type, Instant time) {
        return write(tx -> tx.passes().takeTag(type, time));
    }

    Optional<byte[]> packageOf(Pass pass) {
        return read(view -> view.passes().packageOf(pass.id()));
    }

    /** Gives a pass its next version. */
    Pass upload(Pass pass, byte[] pkpass, Instant time) {
        return write(tx -> {
            Pass next =
                    pass.uploaded().nextVersion(tx.passes().takeTag(pass.id().passTypeIdentifier(), time), time);
            tx.passes().putPackage(pass.id(), pkpass, PackageHash.of(pkpass));
            tx.passes().update(next);
            return next;
        });
    }

    Registration register(String device, Pass pass, Instant time) {
        return write(tx -> {
            UpdateTag tag = tx.passes().takeTag(pass.id().passTypeIdentifier(), time);
            tx.registrations().insert(device(device), pass.id(), new PushToken("push-" + device), tag, time);
            return tx.registrations().find(device(device), pass.id()).orElseThrow();
        });
    }
}
