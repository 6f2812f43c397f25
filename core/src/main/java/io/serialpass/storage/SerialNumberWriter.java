package io.serialpass.storage;

import io.serialpass.inventory.ItemId;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads and changes serial numbers.
 *
 * @since 0.1
 */
public interface SerialNumberWriter extends SerialNumberReader {

    /**
     * Adds serial numbers, each with an id greater than any that this store gave to one before. A value that its item has
     * already, from before or from earlier in the list, is left out; the others are added all the same.
     *
     * @param serialNumbers the serial numbers to add, in this order
     * @param time when, in milliseconds
     * @return for each of those given, in the same order, the serial number; empty if it was left out
     */
    List<Optional<SerialNumber>> insert(List<NewSerialNumber> serialNumbers, Instant time);

    /**
     * Stores a serial number's details and {@code lastUpdated}.
     *
     * @param serialNumber one that was read in this unit of work, changed
     * @return false, and nothing changed, where the item has another serial number of that value
     */
    boolean update(SerialNumber serialNumber);

    /**
     * Removes a serial number.
     *
     * @param id its id
     */
    void delete(SerialNumberId id);

    /**
     * Makes the oldest NEW serial numbers of an item RESERVED (those of the smallest ids), all or none. No other unit of
     * work gets the same ones, whatever runs at the same time.
     *
     * @param item the item
     * @param quantity how many, 1 or more
     * @param until when the reservation ends, in milliseconds; empty for never
     * @param time when, in milliseconds
     * @return the serial numbers as they are now, oldest first; empty, and nothing changed, where there are fewer
     */
    Optional<List<SerialNumber>> reserve(ItemId item, int quantity, Optional<Instant> until, Instant time);

    /**
     * Makes serial numbers NEW whose reservation has ended, of whatever organizations and items. Whatever runs at the same time, a
     * reservation is ended once.
     *
     * @param time the time at which, or before which, they have ended, in milliseconds; it is also their {@code lastUpdated}, unless
     *     that is later
     * @param most how many to end at most, 1 or more, so that no other unit of work waits for long; of more, those that ended first
     * @return the serial numbers as they are now, oldest first
     */
    List<SerialNumber> endReservations(Instant time, int most);
}
