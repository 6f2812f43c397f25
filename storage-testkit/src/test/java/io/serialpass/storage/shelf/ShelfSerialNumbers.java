package io.serialpass.storage.shelf;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.StorageException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The serial numbers of a shelf. */
final class ShelfSerialNumbers implements SerialNumberWriter {

    private final Shelf shelf;

    ShelfSerialNumbers(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return Optional.ofNullable(shelf.serialNumbers.get(id.value()))
                .filter(row -> row.organization().equals(organization))
                .map(this::asOfNow);
    }

    @Override
    public Page<SerialNumber> list(SerialNumberQuery query) {
        return Pages.cut(rows().filter(query::matches), query.listing());
    }

    @Override
    public long count(ItemId item, SerialNumberStatus status) {
        return ofItem(item, status).count();
    }

    private Stream<SerialNumber> ofItem(ItemId item, SerialNumberStatus status) {
        return rows().filter(row -> row.itemId().equals(item) && row.details().status() == status);
    }

    /** All rows, those with the smallest ids first. */
    private Stream<SerialNumber> rows() {
        return shelf.serialNumbers.values().stream().map(this::asOfNow);
    }

    /** An item may have a new reference since the row was stored. */
    private SerialNumber asOfNow(SerialNumber row) {
        Item item = Optional.ofNullable(shelf.items.get(row.itemId().value())).orElseThrow();
        return new SerialNumber(
                row.id(),
                row.organization(),
                row.itemId(),
                item.reference(),
                row.details(),
                row.dateCreated(),
                row.lastUpdated());
    }

    @Override
    public List<Optional<SerialNumber>> insert(List<NewSerialNumber> serialNumbers, Instant time) {
        return serialNumbers.stream().map(wanted -> insert(wanted, time)).toList();
    }

    private Optional<SerialNumber> insert(NewSerialNumber wanted, Instant time) {
        Item item = wanted.item();
        if (shelf.idsByValue.containsKey(
                new Shelf.ValueOfItem(item.id(), wanted.details().value()))) {
            return Optional.empty();
        }
        shelf.lastSerialNumberId++;
        SerialNumber row = new SerialNumber(
                new SerialNumberId(shelf.lastSerialNumberId),
                item.organization(),
                item.id(),
                item.reference(),
                wanted.details(),
                time,
                time);
        shelf.put(row);
        return Optional.of(row);
    }

    @Override
    public boolean update(SerialNumber row) {
        if (!shelf.serialNumbers.containsKey(row.id().value())) {
            throw new StorageException(
                    "there is no serial number with the id " + row.id().value());
        }
        Long holder = shelf.idsByValue.get(
                new Shelf.ValueOfItem(row.itemId(), row.details().value()));
        if (holder != null && holder != row.id().value()) {
            return false;
        }
        shelf.put(row);
        return true;
    }

    @Override
    public void delete(SerialNumberId id) {
        shelf.remove(id.value());
    }

    @Override
    public Optional<List<SerialNumber>> reserve(ItemId item, int quantity, Optional<Instant> until, Instant time) {
        List<SerialNumber> reserved = ofItem(item, SerialNumberStatus.NEW)
                .limit(quantity)
                .map(row -> row.with(
                        row.details().withStatus(SerialNumberStatus.RESERVED).withReservedUntil(until), time))
                .toList();
        if (reserved.size() < quantity) {
            return Optional.empty();
        }
        reserved.forEach(shelf::put);
        return Optional.of(reserved);
    }

    @Override
    public Optional<Instant> nextReservationEnd() {
        return rows().flatMap(row -> row.details().reservedUntil().stream()).min(Comparator.naturalOrder());
    }

    @Override
    public List<SerialNumber> endReservations(Instant time, int most) {
        List<SerialNumber> ended = rows().filter(row -> endOf(row).compareTo(time) <= 0)
                .sorted(Comparator.comparing(ShelfSerialNumbers::endOf))
                .limit(most)
                .map(row -> row.with(row.details().withStatus(SerialNumberStatus.NEW), time))
                .sorted(Comparator.comparing(row -> row.id().value()))
                .toList();
        ended.forEach(shelf::put);
        return ended;
    }

    private static Instant endOf(SerialNumber row) {
        return row.details().reservedUntil().orElse(Instant.MAX);
    }
}
