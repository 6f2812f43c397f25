package io.serialpass.wallet;

import java.util.List;

/**
 * The passes of a type that are new to a device. Immutable.
 *
 * @param serialNumbers their serial numbers, each once, the passes issued first in front; at least one
 * @param lastUpdated the greatest of the tags that they and their registrations have; what changes later has a greater one
 * @since 0.1
 */
public record UpdatedPasses(List<PassSerialNumber> serialNumbers, UpdateTag lastUpdated) {

    /**
     * Copies the serial numbers.
     *
     * @param serialNumbers their serial numbers, each once, the passes issued first in front; at least one
     * @param lastUpdated the greatest of the tags that they and their registrations have
     */
    public UpdatedPasses {
        serialNumbers = List.copyOf(serialNumbers);
    }
}
