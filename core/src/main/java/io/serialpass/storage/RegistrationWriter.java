package io.serialpass.storage;

import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.UpdateTag;
import java.time.Instant;

/**
 * Reads and changes registrations.
 *
 * @since 0.1
 */
public interface RegistrationWriter extends RegistrationReader {

    /**
     * Adds a registration.
     *
     * @param device the device
     * @param pass a pass that is there, and that the device did not register
     * @param pushToken the address at which the device is told
     * @param tag the tag of this unit of work for the pass's type
     * @param time when, in milliseconds
     */
    void insert(DeviceLibraryIdentifier device, PassId pass, PushToken pushToken, UpdateTag tag, Instant time);

    /**
     * Stores a registration's push token, tag and {@code lastUpdated}.
     *
     * @param registration one that was read in this unit of work, changed
     */
    void update(Registration registration);

    /**
     * Removes a registration.
     *
     * @param device the device
     * @param pass the pass
     * @return false, and nothing changed, where there was none
     */
    boolean delete(DeviceLibraryIdentifier device, PassId pass);
}
