package io.serialpass.service;

import io.serialpass.event.EventType;
import io.serialpass.inventory.Item;
import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.ItemKey;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberDetails;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.query.Page;
import io.serialpass.query.PageRequest;
import io.serialpass.query.Position;
import io.serialpass.storage.NewSerialNumber;
import io.serialpass.storage.Storage;
import io.serialpass.storage.WriteWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Keeps serial numbers. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class SerialNumberService {

    /** The most serial numbers that one call creates or reserves. */
    public static final int MOST_AT_ONCE = 10_000;

    private final Storage storage;
    private final Clock clock;

    /**
     * Makes a service over a store.
     *
     * @param storage the store; the caller closes it
     * @param clock the source of {@code dateCreated} and {@code lastUpdated}
     */
    public SerialNumberService(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Finds a serial number.
     *
     * @param organization the owner
     * @param id its id
     * @return the serial number; empty if the organization has none such
     */
    public Optional<SerialNumber> find(Organization organization, SerialNumberId id) {
        return storage.read(view -> view.serialNumbers().find(organization, id));
    }

    /**
     * Lists serial numbers.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    public Page<SerialNumber> list(SerialNumberQuery query) {
        return storage.read(view -> view.serialNumbers().list(query));
    }

    /**
     * Hands out all that a query matches, whatever part of the list it asks for. Read page by page, each page a snapshot
     * of its own, so that no slow taker holds a snapshot: a row that is there all along, and whose sorted and filtered
     * fields do not change meanwhile, is handed out exactly once.
     *
     * @param query which, in which order
     * @param taker takes each row
     */
    public void forEach(SerialNumberQuery query, Consumer<SerialNumber> taker) {
        Optional<Position> position = Optional.empty();
        do {
            PageRequest request = new PageRequest(PageRequest.MOST_ROWS, 0, position, false);
            Page<SerialNumber> page = list(query.with(request));
            page.rows().forEach(taker);
            position = page.next();
        } while (position.isPresent());
    }

    /**
     * Creates serial numbers of an item, NEW, all or none.
     *
     * @param organization the owner
     * @param itemKey the item
     * @param values their values, 1 to {@value #MOST_AT_ONCE}
     * @return the outcome
     * @throws IllegalArgumentException if there are too few or too many values
     */
    public SerialNumberCreateOutcome create(
            Organization organization, ItemKey itemKey, List<SerialNumberValue> values) {
        return storage.write(creation(organization, itemKey, values));
    }

    /**
     * Gives the unit of work that {@link #create} runs, as a part of a larger unit of work.
     *
     * @param organization the owner
     * @param itemKey the item
     * @param values their values, 1 to {@value #MOST_AT_ONCE}
     * @return the unit of work
     * @throws IllegalArgumentException if there are too few or too many values
     */
    public WriteWork<SerialNumberCreateOutcome> creation(
            Organization organization, ItemKey itemKey, List<SerialNumberValue> values) {
        requireAtOnce(values.size());
        return tx -> {
            Optional<Item> item = tx.items().find(organization, itemKey);
            if (item.isEmpty()) {
                return new SerialNumberCreateOutcome.ItemNotFound();
            }
            Set<SerialNumberValue> seen = new HashSet<>();
            List<NewSerialNumber> wanted = new ArrayList<>(values.size());
            for (SerialNumberValue value : values) {
                if (!seen.add(value)) {
                    return new SerialNumberCreateOutcome.NotUnique(value);
                }
                wanted.add(new NewSerialNumber(
                        item.get(), new SerialNumberDetails(value, SerialNumberStatus.NEW, OptionalLong.empty())));
            }
            Instant now = Moments.now(clock);
            List<SerialNumber> created = new ArrayList<>(values.size());
            for (Optional<SerialNumber> inserted : tx.serialNumbers().insert(wanted, now)) {
                if (inserted.isEmpty()) {
                    tx.setRollbackOnly();
                    return new SerialNumberCreateOutcome.NotUnique(values.get(created.size()));
                }
                created.add(inserted.get());
            }
            Events.ofSerialNumbers(
                    tx,
                    EventType.SERIAL_NUMBERS_CREATED,
                    organization,
                    item.get().id(),
                    created,
                    now);
            return new SerialNumberCreateOutcome.Created(created);
        };
    }

    /**
     * Changes a serial number.
     *
     * @param organization the owner
     * @param id the serial number
     * @param change makes the new details of those that it has
     * @return the outcome
     */
    public SerialNumberUpdateOutcome update(
            Organization organization, SerialNumberId id, UnaryOperator<SerialNumberDetails> change) {
        return update(organization, id, (details, now) -> change.apply(details));
    }

    /**
     * Changes a serial number in a way that depends on the time, as a reservation that ends does.
     *
     * @param organization the owner
     * @param id the serial number
     * @param change makes the new details of those that it has, and of the time of the change in milliseconds
     * @return the outcome
     */
    public SerialNumberUpdateOutcome update(
            Organization organization,
            SerialNumberId id,
            BiFunction<SerialNumberDetails, Instant, SerialNumberDetails> change) {
        return storage.write(tx -> {
            Optional<SerialNumber> found = tx.serialNumbers().find(organization, id);
            if (found.isEmpty()) {
                return new SerialNumberUpdateOutcome.NotFound();
            }
            SerialNumber serialNumber = found.get();
            SerialNumberDetails before = serialNumber.details();
            Instant now = Moments.now(clock);
            SerialNumberDetails after = change.apply(before, now);
            if (after.equals(before)) {
                return new SerialNumberUpdateOutcome.Updated(serialNumber);
            }
            if (!before.status().canBecome(after.status())) {
                return new SerialNumberUpdateOutcome.InvalidTransition(before.status(), after.status());
            }
            SerialNumber changed = serialNumber.with(after, now);
            if (!tx.serialNumbers().update(changed)) {
                return new SerialNumberUpdateOutcome.NotUnique();
            }
            Events.ofUpdate(tx, serialNumber, changed, now);
            if (!isOnlyProlonged(before, after)) {
                PassVersions.serialNumbersChanged(tx, serialNumber.itemId(), List.of(id), now);
            }
            return new SerialNumberUpdateOutcome.Updated(changed);
        });
    }

    /** Whether nothing changed but the end of a reservation, which no pass shows. */
    private static boolean isOnlyProlonged(SerialNumberDetails before, SerialNumberDetails after) {
        return before.status() == after.status()
                && before.withReservedUntil(Optional.empty()).equals(after.withReservedUntil(Optional.empty()));
    }

    /**
     * Deletes a NEW serial number that no pass is tied to.
     *
     * @param organization the owner
     * @param id the serial number
     * @return the outcome
     */
    public SerialNumberDeleteOutcome delete(Organization organization, SerialNumberId id) {
        return storage.write(tx -> {
            Optional<SerialNumber> found = tx.serialNumbers().find(organization, id);
            if (found.isEmpty()) {
                return new SerialNumberDeleteOutcome.NotFound();
            }
            SerialNumberStatus status = found.get().details().status();
            if (status != SerialNumberStatus.NEW) {
                return new SerialNumberDeleteOutcome.InUse(status);
            }
            if (!tx.passes().tiedTo(id).isEmpty()) {
                return new SerialNumberDeleteOutcome.TiedToPass();
            }
            tx.serialNumbers().delete(id);
            Events.ofOne(tx, EventType.SERIAL_NUMBERS_DELETED, found.get(), Moments.now(clock));
            return new SerialNumberDeleteOutcome.Deleted();
        });
    }

    /**
     * Reserves the oldest NEW serial numbers of an item, all or none, without an end.
     *
     * @param organization the owner
     * @param item the item
     * @param quantity how many, 1 to {@value #MOST_AT_ONCE}
     * @return the outcome
     * @throws IllegalArgumentException if the quantity is out of its range
     */
    public ReserveOutcome reserve(Organization organization, ItemId item, int quantity) {
        return storage.write(reservation(organization, item, quantity, Optional.empty()));
    }

    /**
     * Reserves the oldest NEW serial numbers of an item, all or none, for a time. At its end they are NEW again by themselves,
     * unless they were sold, or reserved for longer, before.
     *
     * @param organization the owner
     * @param item the item
     * @param quantity how many, 1 to {@value #MOST_AT_ONCE}
     * @param length for how long, more than zero
     * @return the outcome
     * @throws IllegalArgumentException if the quantity or the length is out of its range
     */
    public ReserveOutcome reserve(Organization organization, ItemId item, int quantity, Duration length) {
        return storage.write(reservation(organization, item, quantity, Optional.of(length)));
    }

    /**
     * The unit of work that a reservation is, for one that does more.
     *
     * @param organization the owner
     * @param item the item
     * @param quantity how many, 1 to {@value #MOST_AT_ONCE}
     * @param length for how long, more than zero; empty for a reservation without an end
     * @return the unit of work
     * @throws IllegalArgumentException if the quantity or the length is out of its range
     */
    public WriteWork<ReserveOutcome> reservation(
            Organization organization, ItemId item, int quantity, Optional<Duration> length) {
        requireAtOnce(quantity);
        if (length.filter(given -> given.isNegative() || given.isZero()).isPresent()) {
            throw new IllegalArgumentException("a reservation is longer than no time");
        }
        return tx -> {
            if (tx.items().find(organization, item).isEmpty()) {
                return new ReserveOutcome.ItemNotFound();
            }
            Instant now = Moments.now(clock);
            Optional<List<SerialNumber>> reserved =
                    tx.serialNumbers().reserve(item, quantity, length.map(now::plus), now);
            if (reserved.isEmpty()) {
                return new ReserveOutcome.InsufficientStock(tx.serialNumbers().count(item, SerialNumberStatus.NEW));
            }
            Events.ofSerialNumbers(tx, EventType.SERIAL_NUMBERS_RESERVED, organization, item, reserved.get(), now);
            PassVersions.serialNumbersChanged(
                    tx, item, reserved.get().stream().map(SerialNumber::id).toList(), now);
            return new ReserveOutcome.Reserved(reserved.get());
        };
    }

    private static void requireAtOnce(int quantity) {
        if (quantity < 1 || quantity > MOST_AT_ONCE) {
            throw new IllegalArgumentException("must be 1 to " + MOST_AT_ONCE);
        }
    }
}
