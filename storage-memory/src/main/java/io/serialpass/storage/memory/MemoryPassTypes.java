package io.serialpass.storage.memory;

import io.serialpass.inventory.ItemId;
import io.serialpass.organization.Organization;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.storage.PassTypeWriter;
import io.serialpass.storage.StorageException;
import io.serialpass.wallet.KeptPackage;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeContent;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassVersion;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.pcollections.TreePMap;

/** The pass types of one state. */
final class MemoryPassTypes implements PassTypeWriter {

    private static final UpdateTag BEFORE_ALL = new UpdateTag(0);

    private final StateHolder holder;

    MemoryPassTypes(StateHolder holder) {
        this.holder = holder;
    }

    private Optional<WalletState.Type> type(PassTypeIdentifier identifier) {
        return Optional.ofNullable(holder.wallet().types().get(identifier));
    }

    @Override
    public Optional<PassType> find(PassTypeIdentifier identifier) {
        return type(identifier).map(WalletState.Type::type);
    }

    @Override
    public Page<PassType> list(PassTypeQuery query) {
        return MemoryPages.page(
                holder.limit()
                        .over(holder.wallet().types().values().stream())
                        .map(WalletState.Type::type)
                        .filter(query::matches),
                query.listing(),
                holder.limit());
    }

    @Override
    public List<PassType> withTemplate() {
        return holder.wallet().types().values().stream()
                .map(WalletState.Type::type)
                .filter(type -> type.content().isPresent())
                .sorted(Comparator.comparingLong(PassType::number))
                .toList();
    }

    @Override
    public List<PassTypeIdentifier> tiedTo(ItemId item) {
        return holder.wallet().typesOfItem().getOrDefault(item, TreePMap.empty()).values().stream()
                .filter(identifier -> find(identifier).orElseThrow().content().isPresent())
                .toList();
    }

    @Override
    public Optional<PassTypeContent> content(PassTypeIdentifier identifier) {
        return type(identifier)
                .map(type -> new PassTypeContent(
                        identifier,
                        type.type().organization(),
                        type.type().content().map(PassVersion::tag).orElse(BEFORE_ALL),
                        new TreeMap<>(type.files())));
    }

    @Override
    public long contentLength(PassTypeIdentifier identifier) {
        return type(identifier).stream()
                .flatMap(type -> type.files().values().stream())
                .mapToLong(file -> file.length)
                .sum();
    }

    @Override
    public OptionalLong fileLength(PassTypeIdentifier identifier, PassFileName name) {
        return file(identifier, name).stream().mapToLong(file -> file.length).findFirst();
    }

    @Override
    public Optional<byte[]> file(PassTypeIdentifier identifier, PassFileName name) {
        return type(identifier).flatMap(type -> Optional.ofNullable(type.files().get(name)));
    }

    @Override
    public Organization claim(PassTypeIdentifier identifier, Organization organization, Instant time) {
        Optional<PassType> known = find(identifier);
        if (known.isEmpty()) {
            PassType type = new PassType(
                    holder.wallet().lastTypeNumber() + 1,
                    identifier,
                    organization,
                    0,
                    Optional.empty(),
                    Optional.empty(),
                    time,
                    time);
            holder.changeWallet(wallet -> wallet.withType(
                    identifier,
                    new WalletState.Type(
                            type,
                            TreePMap.empty(),
                            wallet.deleted().tag(),
                            wallet.deleted().second(),
                            TreePMap.empty(),
                            wallet.deleted().second())));
        }
        return known.map(PassType::organization).orElse(organization);
    }

    private void change(PassTypeIdentifier identifier, UnaryOperator<WalletState.Type> change) {
        WalletState.Type type = type(identifier)
                .orElseThrow(() -> new StorageException("the pass type " + identifier.value() + " is nobody's"));
        WalletState.Type changed = change.apply(type);
        holder.changeWallet(wallet -> wallet.withType(identifier, changed));
    }

    @Override
    public void putFile(PassTypeIdentifier identifier, PassFileName name, Optional<byte[]> content, Instant time) {
        change(
                identifier,
                type -> type.withFiles(content.map(bytes -> type.files().plus(name, bytes.clone()))
                                .orElseGet(() -> type.files().minus(name)))
                        .with(type.type()
                                .with(type.type().content(), type.type().signer(), time)));
    }

    @Override
    public void putSigner(PassTypeIdentifier identifier, Optional<String> signer, Instant time) {
        change(identifier, type -> type.with(type.type().with(type.type().content(), signer, time)));
    }

    @Override
    public void renewPasses(PassTypeIdentifier identifier, UpdateTag tag, Instant time) {
        change(identifier, type -> {
            long second = nextSecond(type, time);
            PassVersion version = new PassVersion(tag, Instant.ofEpochSecond(second));
            return type.with(type.type().with(Optional.of(version), type.type().signer(), time))
                    .withSecond(second);
        });
    }

    @Override
    public void renewPassesTiedTo(PassTypeIdentifier identifier, ItemId item, UpdateTag tag, Instant time) {
        change(identifier, type -> {
            long second = nextSecond(type, time);
            holder.changeWallet(wallet -> wallet.withItemVersion(
                    new WalletState.TypeOfItem(identifier, item), new PassVersion(tag, Instant.ofEpochSecond(second))));
            return type.withSecond(second);
        });
    }

    private static long nextSecond(WalletState.Type type, Instant time) {
        return Math.max(time.getEpochSecond(), type.lastSecond() + 1);
    }

    @Override
    public Optional<byte[]> packageBase(PassTypeIdentifier identifier, UpdateTag revision) {
        return type(identifier).map(type -> type.bases().get(revision.value())).map(byte[]::clone);
    }

    @Override
    public void putPackageBase(PassTypeIdentifier identifier, UpdateTag revision, byte[] pkpass) {
        change(identifier, type -> {
            TreePMap<Long, byte[]> bases = type.bases().containsKey(revision.value())
                    ? type.bases()
                    : type.bases().plus(revision.value(), pkpass.clone());
            long bytes = 0;
            for (Map.Entry<Long, byte[]> base : bases.descendingMap().entrySet()) {
                bytes += base.getValue().length;
                if (bytes > KeptPackage.MOST_BYTES_OF_BASES) {
                    bases = bases.minus(base.getKey());
                }
            }
            return type.withBases(bases);
        });
    }

    @Override
    public void delete(PassTypeIdentifier identifier) {
        type(identifier).ifPresent(type -> {
            holder.changeWallet(wallet -> wallet.withoutType(type));
            holder.change(state -> state.with(state.pushes().without(identifier))
                    .with(state.barcodes().without(identifier)));
        });
    }
}
