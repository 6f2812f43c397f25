package io.serialpass.storage.memory;

import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.NewPass;
import io.serialpass.storage.PassWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassQuery;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.pcollections.TreePMap;

/** The passes of one state. */
final class MemoryPasses implements PassWriter {

    private static final UpdateTag BEFORE_ALL = new UpdateTag(0);

    private final StateHolder holder;
    private final Map<PassTypeIdentifier, UpdateTag> taken = new HashMap<>();

    MemoryPasses(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<Pass> find(PassId id) {
        return Optional.ofNullable(holder.wallet().passes().get(id));
    }

    @Override
    public Page<Pass> list(PassQuery query) {
        return MemoryPages.page(holder.wallet().passes().values().stream().filter(query::matches), query.listing());
    }

    @Override
    public Optional<byte[]> packageOf(PassId id) {
        return Optional.ofNullable(holder.wallet().packages().get(id)).map(byte[]::clone);
    }

    @Override
    public List<Pass> tiedTo(SerialNumberId serialNumber) {
        Wallet wallet = holder.wallet();
        return wallet.passesOfSerialNumber().getOrDefault(serialNumber, TreePMap.empty()).values().stream()
                .map(id -> Objects.requireNonNull(wallet.passes().get(id)))
                .toList();
    }

    @Override
    public Optional<Organization> ownerOf(PassTypeIdentifier type) {
        return Optional.ofNullable(holder.wallet().types().get(type)).map(Wallet.Type::owner);
    }

    @Override
    public Organization claim(PassTypeIdentifier type, Organization organization) {
        Optional<Organization> owner = ownerOf(type);
        if (owner.isEmpty()) {
            holder.changeWallet(wallet -> wallet.withType(type, new Wallet.Type(organization, BEFORE_ALL)));
        }
        return owner.orElse(organization);
    }

    @Override
    public UpdateTag takeTag(PassTypeIdentifier identifier, Instant time) {
        return taken.computeIfAbsent(identifier, wanted -> {
            Wallet.Type type = holder.wallet().types().get(wanted);
            if (type == null) {
                throw new StorageException("the pass type " + wanted.value() + " is nobody's");
            }
            UpdateTag tag = type.lastTag().next(time);
            holder.changeWallet(wallet -> wallet.withType(wanted, new Wallet.Type(type.owner(), tag)));
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
                tag,
                Optional.empty(),
                time,
                time);
        holder.changeWallet(wallet -> wallet.withPass(pass));
        return Optional.of(pass);
    }

    @Override
    public void update(Pass pass) {
        if (find(pass.id()).isEmpty()) {
            throw new StorageException("there is no pass to update with the number " + pass.number());
        }
        holder.changeWallet(wallet -> wallet.withPass(pass));
    }

    @Override
    public void putPackage(PassId id, byte[] pkpass) {
        if (find(id).isEmpty()) {
            throw new StorageException("there is no pass " + id + " to have a package");
        }
        holder.changeWallet(wallet -> wallet.withPackage(id, pkpass.clone()));
    }
}
