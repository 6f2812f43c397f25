package io.serialpass.inventory;

import java.util.OptionalLong;

/**
 * The part of a serial number that a caller decides. Immutable.
 *
 * @param value unique per organization and item
 * @param status where it stands in its life
 * @param warehouseStockId the stock that holds it, an id of the caller's own system; empty for none
 * @since 0.1
 */
public record SerialNumberDetails(SerialNumberValue value, SerialNumberStatus status, OptionalLong warehouseStockId) {

    /**
     * The same with another value.
     *
     * @param changed the value
     * @return the details
     */
    public SerialNumberDetails withValue(SerialNumberValue changed) {
        return new SerialNumberDetails(changed, status, warehouseStockId);
    }

    /**
     * The same with another status.
     *
     * @param changed the status
     * @return the details
     */
    public SerialNumberDetails withStatus(SerialNumberStatus changed) {
        return new SerialNumberDetails(value, changed, warehouseStockId);
    }

    /**
     * The same in another stock.
     *
     * @param changed the stock's id; empty for none
     * @return the details
     */
    public SerialNumberDetails withWarehouseStockId(OptionalLong changed) {
        return new SerialNumberDetails(value, status, changed);
    }
}
