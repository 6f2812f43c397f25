package io.serialpass.storage;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassFetch;
import io.serialpass.wallet.PassId;
import java.util.Optional;

/**
 * Reads the last calls of devices.
 *
 * @since 0.1
 */
public interface TraceReader {

    /**
     * Tells when a device last asked which passes changed.
     *
     * @param device the device
     * @param type the type of the passes
     * @return the last time that is known; empty if none is
     */
    Optional<DeviceAsk> lastAsk(DeviceLibraryIdentifier device, PassTypeIdentifier type);

    /**
     * Tells when a device last fetched a pass.
     *
     * @param pass the pass
     * @return the last time that is known; empty if none is
     */
    Optional<PassFetch> lastFetch(PassId pass);
}
