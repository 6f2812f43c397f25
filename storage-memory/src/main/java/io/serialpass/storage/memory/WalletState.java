package io.serialpass.storage.memory;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/**
 * The part of a state that is passes and devices, immutable.
 *
 * @param types pass types
 * @param typesOfItem the types of the passes that are tied to serial numbers of an item
 * @param itemVersions the versions that changes of an item gave to the passes of a type last
 * @param passes passes by type and serial number, as they were stored: {@link State#pass} tells what they are by now
 * @param packages the packages of passes
 * @param passesOfSerialNumber the passes that are tied to a serial number, by their numbers
 * @param registrations registrations by device and type, then by pass
 * @param devicesOfPass the devices that registered a pass, by the registrations' numbers
 * @param lastTypeNumber the greatest number given to a pass type, deleted ones included
 * @param lastPassNumber the greatest number given to a pass
 * @param lastRegistrationNumber the greatest number given to a registration, deleted ones included
 * @param deleted what the deleted types leave to those that are made later
 */
record WalletState(
        HashPMap<PassTypeIdentifier, Type> types,
        HashPMap<ItemId, TreePMap<Long, PassTypeIdentifier>> typesOfItem,
        HashPMap<TypeOfItem, PassVersion> itemVersions,
        HashPMap<PassId, Pass> passes,
        HashPMap<PassId, Packages> packages,
        HashPMap<SerialNumberId, TreePMap<Long, PassId>> passesOfSerialNumber,
        HashPMap<Device, HashPMap<PassId, Registration>> registrations,
        HashPMap<PassId, TreePMap<Long, DeviceLibraryIdentifier>> devicesOfPass,
        long lastTypeNumber,
        long lastPassNumber,
        long lastRegistrationNumber,
        Deleted deleted)
        implements State.Part {

    static final WalletState EMPTY = new WalletState(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            0,
            0,
            0,
            new Deleted(new UpdateTag(0), 0));

    /**
     * A pass type.
     *
     * @param type the type, with the number of its passes
     * @param files its template and files
     * @param lastTag the last tag that was given out for it
     * @param lastSecond the latest second, since 1970, of any version of a pass of it
     * @param bases the bases of kept packages, by revision
     * @param deletedSecond the latest second of any version of a deleted pass of it; 0 for none
     */
    record Type(
            PassType type,
            TreePMap<PassFileName, byte[]> files,
            UpdateTag lastTag,
            long lastSecond,
            TreePMap<Long, byte[]> bases,
            long deletedSecond) {
        Type with(PassType changed) {
            return new Type(changed, files, lastTag, lastSecond, bases, deletedSecond);
        }

        Type withTag(UpdateTag changed) {
            return new Type(type, files, changed, lastSecond, bases, deletedSecond);
        }

        Type withFiles(TreePMap<PassFileName, byte[]> changed) {
            return new Type(type, changed, lastTag, lastSecond, bases, deletedSecond);
        }

        Type withSecond(long second) {
            return new Type(type, files, lastTag, Math.max(lastSecond, second), bases, deletedSecond);
        }

        Type withDeletedSecond(long second) {
            return new Type(type, files, lastTag, lastSecond, bases, Math.max(deletedSecond, second));
        }

        Type withBases(TreePMap<Long, byte[]> changed) {
            return new Type(type, files, lastTag, lastSecond, changed, deletedSecond);
        }
    }

    /**
     * The packages of a pass.
     *
     * @param uploaded the one that was uploaded, as it came
     * @param kept the one that was made here last
     */
    record Packages(Optional<Uploaded> uploaded, Optional<KeptPackage> kept) {
        static final Packages NONE = new Packages(Optional.empty(), Optional.empty());
    }

    @SuppressWarnings("ArrayRecordComponent") // copied by those who take it in and hand it out
    record Uploaded(byte[] pkpass, PackageHash hash) {}

    /**
     * The traces that the deleted types leave.
     *
     * @param tag the greatest tag that any of them had
     * @param second the latest second of any version of a pass of theirs
     */
    record Deleted(UpdateTag tag, long second) {
        Deleted with(Type type) {
            return new Deleted(
                    tag.compareTo(type.lastTag()) < 0 ? type.lastTag() : tag, Math.max(second, type.lastSecond()));
        }
    }

    record TypeOfItem(PassTypeIdentifier type, ItemId item) {}

    record Device(DeviceLibraryIdentifier id, PassTypeIdentifier type) {}

    /** A copy in the making: of its parts, those that are set differ from the state that it is a copy of. */
    private static final class Draft {
        private HashPMap<PassTypeIdentifier, Type> types;
        private HashPMap<ItemId, TreePMap<Long, PassTypeIdentifier>> typesOfItem;
        private HashPMap<TypeOfItem, PassVersion> itemVersions;
        private HashPMap<PassId, Pass> passes;
        private HashPMap<PassId, Packages> packages;
        private HashPMap<SerialNumberId, TreePMap<Long, PassId>> passesOfSerialNumber;
        private HashPMap<Device, HashPMap<PassId, Registration>> registrations;
        private HashPMap<PassId, TreePMap<Long, DeviceLibraryIdentifier>> devicesOfPass;
        private long lastTypeNumber;
        private long lastPassNumber;
        private long lastRegistrationNumber;
        private Deleted deleted;

        Draft(WalletState from) {
            types = from.types;
            typesOfItem = from.typesOfItem;
            itemVersions = from.itemVersions;
            passes = from.passes;
            packages = from.packages;
            passesOfSerialNumber = from.passesOfSerialNumber;
            registrations = from.registrations;
            devicesOfPass = from.devicesOfPass;
            lastTypeNumber = from.lastTypeNumber;
            lastPassNumber = from.lastPassNumber;
            lastRegistrationNumber = from.lastRegistrationNumber;
            deleted = from.deleted;
        }

        WalletState state() {
            return new WalletState(
                    types,
                    typesOfItem,
                    itemVersions,
                    passes,
                    packages,
                    passesOfSerialNumber,
                    registrations,
                    devicesOfPass,
                    lastTypeNumber,
                    lastPassNumber,
                    lastRegistrationNumber,
                    deleted);
        }
    }

    private WalletState with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.state();
    }

    WalletState withType(PassTypeIdentifier identifier, Type type) {
        return withTypes(types.plus(identifier, type));
    }

    WalletState withTypes(HashPMap<PassTypeIdentifier, Type> changed) {
        return with(draft -> {
            draft.types = changed;
            draft.lastTypeNumber = changed.values().stream()
                    .mapToLong(type -> type.type().number())
                    .reduce(lastTypeNumber, Math::max);
        });
    }

    WalletState withPass(Pass pass) {
        return with(draft -> {
            draft.passes = passes.plus(pass.id(), pass);
            draft.passesOfSerialNumber =
                    pass.serialNumberId().map(id -> tied(id, pass)).orElse(passesOfSerialNumber);
            draft.lastPassNumber = Math.max(lastPassNumber, pass.number());
        });
    }

    /** The same without a pass, its packages and its registrations. */
    WalletState withoutPass(Pass pass) {
        WalletState unregistered = this;
        for (DeviceLibraryIdentifier device : devicesOf(pass.id()).values()) {
            HashPMap<PassId, Registration> ofDevice = Objects.requireNonNull(
                    registrations.get(new Device(device, pass.id().passTypeIdentifier())));
            unregistered = unregistered.withoutRegistration(Objects.requireNonNull(ofDevice.get(pass.id())));
        }
        return unregistered.with(draft -> {
            draft.passes = passes.minus(pass.id());
            draft.packages = packages.minus(pass.id());
            draft.passesOfSerialNumber =
                    pass.serialNumberId().map(id -> untied(id, pass)).orElse(passesOfSerialNumber);
        });
    }

    private HashPMap<SerialNumberId, TreePMap<Long, PassId>> untied(SerialNumberId id, Pass pass) {
        TreePMap<Long, PassId> rest =
                passesOfSerialNumber.getOrDefault(id, TreePMap.empty()).minus(pass.number());
        return rest.isEmpty() ? passesOfSerialNumber.minus(id) : passesOfSerialNumber.plus(id, rest);
    }

    private HashPMap<SerialNumberId, TreePMap<Long, PassId>> tied(SerialNumberId id, Pass pass) {
        return passesOfSerialNumber.plus(
                id, passesOfSerialNumber.getOrDefault(id, TreePMap.empty()).plus(pass.number(), pass.id()));
    }

    /** The same without a type, which has no passes any more. */
    WalletState withoutType(Type type) {
        return with(draft -> {
            draft.types = types.minus(type.type().identifier());
            for (ItemId item : typesOfItem.keySet()) {
                TreePMap<Long, PassTypeIdentifier> ofItem = Objects.requireNonNull(typesOfItem.get(item));
                draft.typesOfItem =
                        draft.typesOfItem.plus(item, ofItem.minus(type.type().number()));
                draft.itemVersions =
                        draft.itemVersions.minus(new TypeOfItem(type.type().identifier(), item));
            }
            draft.deleted = deleted.with(type);
        });
    }

    WalletState withTypeOfItem(ItemId item, PassType type) {
        TreePMap<Long, PassTypeIdentifier> before = typesOfItem.getOrDefault(item, TreePMap.empty());
        return with(draft -> draft.typesOfItem = typesOfItem.plus(item, before.plus(type.number(), type.identifier())));
    }

    WalletState withItemVersion(TypeOfItem key, PassVersion version) {
        return with(draft -> draft.itemVersions = itemVersions.plus(key, version));
    }

    Packages packagesOf(PassId id) {
        return packages.getOrDefault(id, Packages.NONE);
    }

    WalletState withPackages(PassId id, Packages changed) {
        return with(draft -> draft.packages = packages.plus(id, changed));
    }

    private static Device owner(Registration registration) {
        return new Device(registration.device(), registration.pass().passTypeIdentifier());
    }

    private HashPMap<PassId, Registration> registrationsOf(Registration registration) {
        return registrations.getOrDefault(owner(registration), HashTreePMap.empty());
    }

    private TreePMap<Long, DeviceLibraryIdentifier> devicesOf(PassId pass) {
        return devicesOfPass.getOrDefault(pass, TreePMap.empty());
    }

    WalletState withRegistration(Registration registration) {
        PassId pass = registration.pass();
        return with(draft -> {
            draft.registrations = registrations.plus(
                    owner(registration), registrationsOf(registration).plus(pass, registration));
            draft.devicesOfPass =
                    devicesOfPass.plus(pass, devicesOf(pass).plus(registration.number(), registration.device()));
            draft.lastRegistrationNumber = Math.max(lastRegistrationNumber, registration.number());
        });
    }

    WalletState withoutRegistration(Registration registration) {
        PassId pass = registration.pass();
        HashPMap<PassId, Registration> rest = registrationsOf(registration).minus(pass);
        TreePMap<Long, DeviceLibraryIdentifier> devices = devicesOf(pass).minus(registration.number());
        return with(draft -> {
            draft.registrations = rest.isEmpty()
                    ? registrations.minus(owner(registration))
                    : registrations.plus(owner(registration), rest);
            draft.devicesOfPass = devices.isEmpty() ? devicesOfPass.minus(pass) : devicesOfPass.plus(pass, devices);
        });
    }
}
