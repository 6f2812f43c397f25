package io.serialpass.storage.memory;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassVersion;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * All that a store holds, immutable. The maps share their structure with the states before and after.
 *
 * @param items items by id
 * @param itemIds the ids of items by owner and reference
 * @param serialNumbers serial numbers by id, with the item reference that they had when they were stored
 * @param serialNumberIds the ids of serial numbers by item and value
 * @param serialNumbersOfItem the ids of an item's serial numbers; no entry for an item without one
 * @param parts all other parts, by their classes
 * @param lastItemId the greatest id given to an item, deleted ones included
 * @param lastSerialNumberId the greatest id given to a serial number, deleted ones included
 */
record State(
        TreePMap<Long, Item> items,
        HashPMap<OwnedReference, Long> itemIds,
        TreePMap<Long, SerialNumber> serialNumbers,
        HashPMap<ValueOfItem, Long> serialNumberIds,
        HashPMap<ItemId, TreePSet<Long>> serialNumbersOfItem,
        HashPMap<Class<?>, Part> parts,
        long lastItemId,
        long lastSerialNumberId) {

    /** A part of a state that is changed as a whole. Each is a record of its own, immutable. */
    interface Part {}

    static final State EMPTY = new State(
                    TreePMap.empty(),
                    HashTreePMap.empty(),
                    TreePMap.empty(),
                    HashTreePMap.empty(),
                    HashTreePMap.empty(),
                    HashTreePMap.empty(),
                    0,
                    0)
            .with(Reservations.EMPTY)
            .with(MemoryApiTokens.Tokens.EMPTY)
            .with(WalletState.EMPTY)
            .with(MemoryDeviceLogs.Logs.EMPTY)
            .with(Answers.EMPTY)
            .with(MemoryServers.Servers.EMPTY)
            .with(MemoryEvents.Log.EMPTY)
            .with(MemoryPushes.Pushes.EMPTY)
            .with(MemoryTraces.Traces.EMPTY)
            .with(WebhookState.EMPTY)
            .with(MemoryBarcodes.Barcodes.EMPTY)
            .with(MemoryLinks.Links.EMPTY)
            .with(MemoryActivity.Counts.EMPTY)
            .with(MemoryImports.Runs.EMPTY);

    record OwnedReference(Organization organization, ItemReference reference) {}

    record ValueOfItem(ItemId item, SerialNumberValue value) {}

    private <T extends Part> T part(Class<T> kind) {
        return Objects.requireNonNull(kind.cast(parts.get(kind)));
    }

    /** The reservations that end. */
    Reservations reservations() {
        return part(Reservations.class);
    }

    /** The API tokens. */
    MemoryApiTokens.Tokens apiTokens() {
        return part(MemoryApiTokens.Tokens.class);
    }

    /** Passes and devices. */
    WalletState wallet() {
        return part(WalletState.class);
    }

    /** The device logs. */
    MemoryDeviceLogs.Logs logs() {
        return part(MemoryDeviceLogs.Logs.class);
    }

    /** The first answers to requests with a key. */
    Answers answers() {
        return part(Answers.class);
    }

    /** What the servers on the store have said. */
    MemoryServers.Servers servers() {
        return part(MemoryServers.Servers.class);
    }

    /** The event log. */
    MemoryEvents.Log events() {
        return part(MemoryEvents.Log.class);
    }

    /** How far devices were told. */
    MemoryPushes.Pushes pushes() {
        return part(MemoryPushes.Pushes.class);
    }

    /** What devices did last. */
    MemoryTraces.Traces traces() {
        return part(MemoryTraces.Traces.class);
    }

    /** Webhooks and their deliveries. */
    WebhookState webhooks() {
        return part(WebhookState.class);
    }

    /** By which barcodes passes are found. */
    MemoryBarcodes.Barcodes barcodes() {
        return part(MemoryBarcodes.Barcodes.class);
    }

    /** The links by which customers get passes. */
    MemoryLinks.Links links() {
        return part(MemoryLinks.Links.class);
    }

    /** How often things happened in each hour. */
    MemoryActivity.Counts activity() {
        return part(MemoryActivity.Counts.class);
    }

    /** The runs of imports. */
    MemoryImports.Runs imports() {
        return part(MemoryImports.Runs.class);
    }

    /** The same with another part in place of the one of its kind. */
    State with(Part changed) {
        return new State(
                items,
                itemIds,
                serialNumbers,
                serialNumberIds,
                serialNumbersOfItem,
                parts.plus(changed.getClass(), changed),
                lastItemId,
                lastSerialNumberId);
    }

    State withItem(Item item) {
        return new State(
                items.plus(item.id().value(), item),
                itemIds.plus(
                        new OwnedReference(item.organization(), item.reference()),
                        item.id().value()),
                serialNumbers,
                serialNumberIds,
                serialNumbersOfItem,
                parts,
                Math.max(lastItemId, item.id().value()),
                lastSerialNumberId);
    }

    State withoutItem(Item item) {
        return new State(
                items.minus(item.id().value()),
                itemIds.minus(new OwnedReference(item.organization(), item.reference())),
                serialNumbers,
                serialNumberIds,
                serialNumbersOfItem,
                parts,
                lastItemId,
                lastSerialNumberId);
    }

    State withSerialNumber(SerialNumber serialNumber) {
        long id = serialNumber.id().value();
        TreePSet<Long> ids = serialNumbersOfItem.getOrDefault(serialNumber.itemId(), TreePSet.empty());
        return new State(
                items,
                itemIds,
                serialNumbers.plus(id, serialNumber),
                serialNumberIds.plus(
                        new ValueOfItem(
                                serialNumber.itemId(), serialNumber.details().value()),
                        id),
                serialNumbersOfItem.plus(serialNumber.itemId(), ids.plus(id)),
                with(reservations().with(serialNumber)).parts,
                lastItemId,
                Math.max(lastSerialNumberId, id));
    }

    State withoutSerialNumber(SerialNumber serialNumber) {
        long id = serialNumber.id().value();
        ItemId item = serialNumber.itemId();
        TreePSet<Long> rest =
                serialNumbersOfItem.getOrDefault(item, TreePSet.empty()).minus(id);
        return new State(
                items,
                itemIds,
                serialNumbers.minus(id),
                serialNumberIds.minus(
                        new ValueOfItem(item, serialNumber.details().value())),
                rest.isEmpty() ? serialNumbersOfItem.minus(item) : serialNumbersOfItem.plus(item, rest),
                with(reservations().without(serialNumber)).parts,
                lastItemId,
                lastSerialNumberId);
    }

    /** The item of a serial number that is there. */
    ItemId itemOf(SerialNumberId id) {
        return Objects.requireNonNull(serialNumbers.get(id.value())).itemId();
    }

    /** A pass as it is by now. */
    Optional<Pass> pass(PassId id) {
        return Optional.ofNullable(wallet().passes().get(id)).map(this::current);
    }

    /** Whether phones are told of a pass: its package was uploaded, or is made of a template and signed with a certificate. */
    boolean isTold(Pass pass) {
        return pass.source() == PackageSource.UPLOADED
                || (pass.hasPackage()
                        && Objects.requireNonNull(wallet().types().get(pass.id().passTypeIdentifier()))
                                .type()
                                .signer()
                                .isPresent());
    }

    /** All passes as they are by now. */
    Stream<Pass> passes() {
        return wallet().passes().values().stream().map(this::current);
    }

    /**
     * A pass whose package is made here has the latest of its own version, its type's and its item's. Of two versions of a
     * pass the one with the greater tag has the later second.
     */
    private Pass current(Pass stored) {
        WalletState.Type type =
                Objects.requireNonNull(wallet().types().get(stored.id().passTypeIdentifier()));
        Optional<PassVersion> content = type.type().content();
        if (stored.source() == PackageSource.UPLOADED || content.isEmpty()) {
            return stored;
        }
        Optional<PassVersion> ofItem = stored.serialNumberId()
                .map(id -> new WalletState.TypeOfItem(stored.id().passTypeIdentifier(), itemOf(id)))
                .map(wallet().itemVersions()::get);
        PassVersion latest = Stream.of(stored.version(), content, ofItem)
                .flatMap(Optional::stream)
                .max(Comparator.comparing(PassVersion::tag))
                .orElseThrow();
        return stored.madeHere(latest);
    }
}
