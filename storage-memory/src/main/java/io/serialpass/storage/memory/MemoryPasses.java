package io.serialpass.storage.memory;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PackageHash;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassHead;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.pcollections.TreePMap;

/** The passes of one state. */
final class MemoryPasses implements PassWriter {

    private final StateHolder holder;
    private final Map<PassTypeIdentifier, UpdateTag> taken = new HashMap<>();

    MemoryPasses(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<Pass> find(PassId id) {
        return holder.state().pass(id);
    }

    @Override
    public Optional<PassHead> head(PassId id) {
        return find(id).map(pass -> new PassHead(pass.authenticationToken(), pass.version(), pass.source()));
    }

    @Override
    public Optional<Instant> lastSecondOfDeleted(PassTypeIdentifier type) {
        return Optional.ofNullable(holder.wallet().types().get(type))
                .map(WalletState.Type::deletedSecond)
                .filter(second -> second > 0)
                .map(Instant::ofEpochSecond);
    }

    @Override
    public Page<Pass> list(PassQuery query) {
        return MemoryPages.page(
                holder.limit().over(holder.state().passes()).filter(query::matches), query.listing(), holder.limit());
    }

    @Override
    public Optional<byte[]> packageOf(PassId id) {
        return holder.wallet()
                .packagesOf(id)
                .uploaded()
                .map(found -> found.pkpass().clone());
    }

    @Override
    public OptionalLong packageLength(PassId id) {
        return holder.wallet()
                .packagesOf(id)
                .uploaded()
                .map(found -> OptionalLong.of(found.pkpass().length))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Optional<KeptPackage> keptPackage(PassId id) {
        return holder.wallet().packagesOf(id).kept();
    }

    @Override
    public List<Pass> tiedTo(Collection<SerialNumberId> serialNumbers) {
        WalletState wallet = holder.wallet();
        return serialNumbers.stream()
                .distinct()
                .sorted(Comparator.comparing(SerialNumberId::value))
                .flatMap(tied -> wallet.passesOfSerialNumber().getOrDefault(tied, TreePMap.empty()).values().stream())
                .map(id -> find(id).orElseThrow())
                .toList();
    }

    @Override
    public UpdateTag takeTag(PassTypeIdentifier identifier, Instant time) {
        return taken.computeIfAbsent(identifier, wanted -> {
            WalletState.Type type = holder.wallet().types().get(wanted);
            if (type == null) {
                throw new StorageException("the pass type " + wanted.value() + " is nobody's");
            }
            UpdateTag tag = type.lastTag().next(time);
            holder.changeWallet(wallet -> wallet.withType(wanted, type.withTag(tag)));
            return tag;
        });
    }

    @Override
    public Optional<Pass> insert(NewPass wanted, UpdateTag tag, Instant time) {
        if (find(wanted.id()).isPresent()) {
            return Optional.empty();
        }
        Pass pass = new Pass(
                holder.wallet().lastPassNumber() + 1,
                wanted.id(),
                wanted.organization(),
                wanted.authenticationToken(),
                wanted.serialNumberId(),
                wanted.details(),
                PackageSource.NONE,
                tag,
                Optional.empty(),
                time,
                time);
        PassTypeIdentifier identifier = wanted.id().passTypeIdentifier();
        WalletState.Type type = Objects.requireNonNull(holder.wallet().types().get(identifier));
        holder.changeWallet(wallet -> wallet.withPass(pass)
                .withType(
                        identifier, type.with(type.type().withPasses(type.type().passes() + 1))));
        wanted.serialNumberId()
                .ifPresent(id -> holder.changeWallet(
                        wallet -> wallet.withTypeOfItem(holder.state().itemOf(id), type.type())));
        return find(wanted.id());
    }

    @Override
    public void update(Pass pass) {
        if (find(pass.id()).isEmpty()) {
            throw new StorageException("there is no pass to update with the number " + pass.number());
        }
        PassTypeIdentifier identifier = pass.id().passTypeIdentifier();
        WalletState.Type type = Objects.requireNonNull(holder.wallet().types().get(identifier));
        long second = pass.lastModified().map(Instant::getEpochSecond).orElse(0L);
        holder.changeWallet(wallet -> wallet.withPass(pass).withType(identifier, type.withSecond(second)));
    }

    @Override
    public void renew(Collection<Pass> passes) {
        passes.forEach(this::update);
    }

    @Override
    public boolean putPackage(PassId id, byte[] pkpass, PackageHash hash) {
        if (holder.wallet()
                .packagesOf(id)
                .uploaded()
                .map(WalletState.Uploaded::hash)
                .filter(hash::equals)
                .isPresent()) {
            return false;
        }
        WalletState.Uploaded uploaded = new WalletState.Uploaded(pkpass.clone(), hash);
        changePackages(id, packages -> new WalletState.Packages(Optional.of(uploaded), packages.kept()));
        return true;
    }

    @Override
    public void keepPackage(Pass pass, KeptPackage kept) {
        if (find(pass.id()).filter(found -> found.number() == pass.number()).isEmpty()) {
            return;
        }
        changePackages(pass.id(), packages -> {
            boolean isNewer = packages.kept()
                    .filter(before ->
                            before.version().tag().compareTo(kept.version().tag()) >= 0)
                    .isEmpty();
            return isNewer ? new WalletState.Packages(packages.uploaded(), Optional.of(kept)) : packages;
        });
    }

    @Override
    public void delete(Pass pass) {
        PassTypeIdentifier identifier = pass.id().passTypeIdentifier();
        WalletState.Type type = Objects.requireNonNull(holder.wallet().types().get(identifier));
        long second = pass.lastModified().map(Instant::getEpochSecond).orElse(0L);
        MemoryRegistrations registrations = new MemoryRegistrations(holder);
        List<Registration> ended = registrations.of(pass.id()).toList();
        holder.changeWallet(wallet -> wallet.withoutPass(pass)
                .withType(
                        identifier,
                        type.with(type.type().withPasses(type.type().passes() - 1))
                                .withDeletedSecond(second)));
        holder.change(state -> state.with(state.traces().without(pass.id()))
                .with(state.barcodes().without(pass.id())));
        ended.forEach(registration -> registrations.forgetAsks(registration.device(), identifier));
    }

    private void changePackages(PassId id, UnaryOperator<WalletState.Packages> change) {
        if (find(id).isEmpty()) {
            throw new StorageException("there is no pass " + id + " to have a package");
        }
        holder.changeWallet(wallet -> wallet.withPackages(id, change.apply(wallet.packagesOf(id))));
    }
}
