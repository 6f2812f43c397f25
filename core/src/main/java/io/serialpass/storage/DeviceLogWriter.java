package io.serialpass.storage;

import io.serialpass.wallet.DeviceLogMessage;
import java.time.Instant;
import java.util.List;

/**
 * Reads and changes device logs.
 *
 * @since 0.1
 */
public interface DeviceLogWriter extends DeviceLogReader {

    /**
     * Adds entries, each with an id greater than any that this store gave to one before. An entry belongs to the
     * organization that the pass type it names belongs to at this time; one that names no type, to the only organization
     * that has a pass of the serial number it names or, without such, a registration of the device it names. What can be
     * told by none of these belongs to nobody.
     *
     * @param messages the messages, in the order of arrival
     * @param time when they came, in milliseconds
     */
    void insert(List<DeviceLogMessage> messages, Instant time);

    /**
     * Removes the oldest entries: those that came before a time, and those beyond a number.
     *
     * @param before the time
     * @param most how many entries may stay, 1 or more
     */
    void prune(Instant before, long most);
}
