package io.serialpass.storage.memory;

import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.SerialNumberWriter;
import io.serialpass.storage.StorageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.TreePSet;

/** The serial numbers of one state. */
final class MemorySerialNumbers implements SerialNumberWriter {

    private final StateHolder holder;

    MemorySerialNumbers(StateHolder holder) {
        this.holder = holder;
    }

    @Override
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return Optional.ofNullable(holder.state().serialNumbers().get(id.value()))
                .filter(row -> row.organization().equals(organization))
                .map(this::asOfNow);
    }

    @Override
    public Page<SerialNumber> list(SerialNumberQuery query) {
        return MemoryPages.page(
                holder.limit()
                        .over(holder.state().serialNumbers().values().stream())
                        .map(this::asOfNow)
                        .filter(query::matches),
                query.listing(),
                holder.limit());
    }

    @Override
    public long count(ItemId item, SerialNumberStatus status) {
        return ofItem(item, status).count();
    }

    /** An item's serial numbers of one status, oldest first. */
    private Stream<SerialNumber> ofItem(ItemId item, SerialNumberStatus status) {
        State state = holder.state();
        return state.serialNumbersOfItem().getOrDefault(item, TreePSet.empty()).stream()
                .map(id -> Objects.requireNonNull(state.serialNumbers().get(id)))
                .filter(row -> row.details().status() == status)
                .map(this::asOfNow);
    }

    /** Gives the row with its item's reference as it is now. */
    private SerialNumber asOfNow(SerialNumber row) {
        Item item =
                Objects.requireNonNull(holder.state().items().get(row.itemId().value()));
        return row.withItemReference(item.reference());
    }

    @Override
    public List<Optional<SerialNumber>> insert(List<NewSerialNumber> serialNumbers, Instant time) {
        List<Optional<SerialNumber>> inserted = new ArrayList<>(serialNumbers.size());
        for (NewSerialNumber wanted : serialNumbers) {
            Item item = wanted.item();
            if (idOf(item.id(), wanted).isPresent()) {
                inserted.add(Optional.empty());
                continue;
            }
            SerialNumber row = new SerialNumber(
                    new SerialNumberId(holder.state().lastSerialNumberId() + 1),
                    item.organization(),
                    item.id(),
                    item.reference(),
                    wanted.details(),
                    time,
                    time);
            holder.change(state -> state.withSerialNumber(row));
            inserted.add(Optional.of(row));
        }
        return inserted;
    }

    private Optional<Long> idOf(ItemId item, NewSerialNumber wanted) {
        return Optional.ofNullable(holder.state()
                .serialNumberIds()
                .get(new State.ValueOfItem(item, wanted.details().value())));
    }

    @Override
    public boolean update(SerialNumber serialNumber) {
        long id = serialNumber.id().value();
        SerialNumber before = holder.state().serialNumbers().get(id);
        if (before == null) {
            throw new StorageException("there is no serial number to update with the id " + id);
        }
        Long holderOfValue = holder.state()
                .serialNumberIds()
                .get(new State.ValueOfItem(
                        serialNumber.itemId(), serialNumber.details().value()));
        if (holderOfValue != null && holderOfValue != id) {
            return false;
        }
        holder.change(state -> state.withoutSerialNumber(before).withSerialNumber(serialNumber));
        return true;
    }

    @Override
    public void delete(SerialNumberId id) {
        SerialNumber row = holder.state().serialNumbers().get(id.value());
        if (row != null) {
            holder.change(state -> state.withoutSerialNumber(row));
        }
    }

    @Override
    public Optional<List<SerialNumber>> reserve(ItemId item, int quantity, Optional<Instant> until, Instant time) {
        List<SerialNumber> oldest =
                ofItem(item, SerialNumberStatus.NEW).limit(quantity).toList();
        if (oldest.size() < quantity) {
            return Optional.empty();
        }
        return Optional.of(oldest.stream()
                .map(row -> changed(
                        row,
                        row.details().withStatus(SerialNumberStatus.RESERVED).withReservedUntil(until),
                        time))
                .toList());
    }

    @Override
    public Optional<Instant> nextReservationEnd() {
        return holder.state().reservations().next().map(Reservations.End::time);
    }

    @Override
    public List<SerialNumber> endReservations(Instant time, int most) {
        return holder
                .state()
                .reservations()
                .endedAt(time)
                .limit(most)
                .map(Reservations.End::id)
                .sorted()
                .toList()
                .stream()
                .map(id -> Objects.requireNonNull(holder.state().serialNumbers().get(id)))
                .map(row -> changed(asOfNow(row), row.details().withStatus(SerialNumberStatus.NEW), time))
                .toList();
    }

    private SerialNumber changed(SerialNumber row, SerialNumberDetails details, Instant time) {
        SerialNumber changed = row.with(details, time);
        holder.change(state -> state.withoutSerialNumber(row).withSerialNumber(changed));
        return changed;
    }
}
