package io.serialpass.storage.memory;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.RegistrationWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceTags;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.UpdateTag;
import io.serialpass.wallet.UpdatedPasses;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/** The registrations of one state. */
final class MemoryRegistrations implements RegistrationWriter {

    private final StateHolder holder;

    MemoryRegistrations(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<Registration> find(DeviceLibraryIdentifier device, PassId pass) {
        return Optional.ofNullable(holder.wallet()
                .registrations()
                .getOrDefault(new WalletState.Device(device, pass.passTypeIdentifier()), HashTreePMap.empty())
                .get(pass));
    }

    @Override
    public Page<Registration> list(RegistrationQuery query) {
        return MemoryPages.page(holder.limit().over(of(query.pass())), query.listing(), holder.limit());
    }

    /** The registrations of a pass. */
    Stream<Registration> of(PassId pass) {
        return holder.wallet().devicesOfPass().getOrDefault(pass, TreePMap.empty()).values().stream()
                .map(device -> find(device, pass).orElseThrow());
    }

    @Override
    public boolean isRegistered(PassId pass) {
        return holder.wallet().devicesOfPass().containsKey(pass);
    }

    /** The registrations of a device. */
    Collection<Registration> of(DeviceLibraryIdentifier device, PassTypeIdentifier type) {
        return holder.wallet()
                .registrations()
                .getOrDefault(new WalletState.Device(device, type), HashTreePMap.empty())
                .values();
    }

    private Pass pass(Registration registration) {
        return holder.state().pass(registration.pass()).orElseThrow();
    }

    /** The greater of the tags that a registration and its pass have. */
    private UpdateTag tag(Registration registration) {
        UpdateTag ofPass = pass(registration).updateTag();
        return ofPass.compareTo(registration.updateTag()) > 0 ? ofPass : registration.updateTag();
    }

    private UpdateTag lastTag(PassTypeIdentifier type) {
        return Objects.requireNonNull(holder.wallet().types().get(type)).lastTag();
    }

    @Override
    public Optional<UpdatedPasses> updated(UpdatedPassesQuery query) {
        Collection<Registration> registrations = of(query.device(), query.passTypeIdentifier());
        if (registrations.isEmpty()) {
            return Optional.empty();
        }
        UpdateTag last = lastTag(query.passTypeIdentifier());
        Optional<UpdateTag> since = query.since().filter(tag -> tag.compareTo(last) <= 0);
        List<Registration> updated = registrations.stream()
                .filter(registration -> holder.state().isTold(pass(registration)))
                .filter(registration -> since.isEmpty() || tag(registration).compareTo(since.get()) > 0)
                .sorted(Comparator.comparingLong(
                        registration -> pass(registration).number()))
                .toList();
        return updated.stream()
                .map(this::tag)
                .max(Comparator.naturalOrder())
                .map(greatest -> new UpdatedPasses(
                        updated.stream()
                                .map(registration -> registration.pass().serialNumber())
                                .toList(),
                        greatest));
    }

    @Override
    public Optional<DeviceTags> tags(DeviceLibraryIdentifier device, PassTypeIdentifier type) {
        return of(device, type).stream()
                .map(this::tag)
                .max(Comparator.naturalOrder())
                .map(greatest -> new DeviceTags(greatest, lastTag(type)));
    }

    @Override
    public void insert(DeviceLibraryIdentifier device, PassId pass, PushToken pushToken, UpdateTag tag, Instant time) {
        if (find(device, pass).isPresent() || holder.wallet().passes().get(pass) == null) {
            throw new StorageException("the pass " + pass + " is not there or is registered already");
        }
        long number = holder.wallet().lastRegistrationNumber() + 1;
        holder.changeWallet(
                wallet -> wallet.withRegistration(new Registration(number, device, pass, pushToken, tag, time, time)));
    }

    @Override
    public void update(Registration registration) {
        if (find(registration.device(), registration.pass()).isEmpty()) {
            throw new StorageException("there is no registration to update with the number " + registration.number());
        }
        holder.changeWallet(wallet -> wallet.withRegistration(registration));
    }

    @Override
    public boolean delete(DeviceLibraryIdentifier device, PassId pass) {
        Optional<Registration> found = find(device, pass);
        found.ifPresent(registration -> {
            holder.changeWallet(wallet -> wallet.withoutRegistration(registration));
            forgetAsks(device, pass.passTypeIdentifier());
        });
        return found.isPresent();
    }

    /** Forgets when a device asked last, where it has no registration of the type any more. */
    void forgetAsks(DeviceLibraryIdentifier device, PassTypeIdentifier type) {
        if (of(device, type).isEmpty()) {
            holder.change(state -> state.with(state.traces().without(new WalletState.Device(device, type))));
        }
    }
}
