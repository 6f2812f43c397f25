package io.serialpass.inventory;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of a serial number that a caller decides. Immutable.
 *
 * @param value unique per organization and item
 * @param status where it stands in its life
 * @param warehouseStockId the stock that holds it, an id of the caller's own system; empty for none
 * @param reservedUntil when it becomes NEW again by itself, in milliseconds; empty for never, and unless it is RESERVED
 * @since 0.1
 */
public record SerialNumberDetails(
        SerialNumberValue value,
        SerialNumberStatus status,
        OptionalLong warehouseStockId,
        Optional<Instant> reservedUntil) {

    /**
     * Checks that only a reservation ends.
     *
     * @param value unique per organization and item
     * @param status where it stands in its life
     * @param warehouseStockId the stock that holds it; empty for none
     * @param reservedUntil when it becomes NEW again by itself; empty for never
     * @throws IllegalArgumentException if there is an end and the status is not RESERVED
     */
    public SerialNumberDetails {
        if (reservedUntil.isPresent() && status != SerialNumberStatus.RESERVED) {
            throw new IllegalArgumentException("a serial number that is " + status + " has no end of a reservation");
        }
    }

    /**
     * Details without an end of a reservation.
     *
     * @param value unique per organization and item
     * @param status where it stands in its life
     * @param warehouseStockId the stock that holds it; empty for none
     */
    public SerialNumberDetails(SerialNumberValue value, SerialNumberStatus status, OptionalLong warehouseStockId) {
        this(value, status, warehouseStockId, Optional.empty());
    }

    /**
     * The same with another value.
     *
     * @param changed the value
     * @return the details
     */
    public SerialNumberDetails withValue(SerialNumberValue changed) {
        return new SerialNumberDetails(changed, status, warehouseStockId, reservedUntil);
    }

    /**
     * The same with another status. A status other than RESERVED forgets the end of the reservation.
     *
     * @param changed the status
     * @return the details
     */
    public SerialNumberDetails withStatus(SerialNumberStatus changed) {
        return new SerialNumberDetails(
                value,
                changed,
                warehouseStockId,
                changed == SerialNumberStatus.RESERVED ? reservedUntil : Optional.empty());
    }

    /**
     * The same in another stock.
     *
     * @param changed the stock's id; empty for none
     * @return the details
     */
    public SerialNumberDetails withWarehouseStockId(OptionalLong changed) {
        return new SerialNumberDetails(value, status, changed, reservedUntil);
    }

    /**
     * The same with another end of the reservation.
     *
     * @param changed when it becomes NEW again by itself; empty for never
     * @return the details
     * @throws IllegalArgumentException if there is an end and the status is not RESERVED
     */
    public SerialNumberDetails withReservedUntil(Optional<Instant> changed) {
        return new SerialNumberDetails(value, status, warehouseStockId, changed);
    }
}
