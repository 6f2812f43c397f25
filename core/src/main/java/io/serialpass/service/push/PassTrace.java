package io.serialpass.service.push;

import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassFetch;
import java.util.List;
import java.util.Optional;

/**
 * The trace of a pass and of the devices that registered it. Immutable.
 *
 * @param pass the pass
 * @param fetch when it was last fetched; a fetch does not tell which device it is
 * @param devices the devices, those that registered first in front
 * @param more whether more devices registered it than are given
 * @param sentence one sentence for the whole pass
 * @since 0.1
 */
public record PassTrace(
        Pass pass, Optional<PassFetch> fetch, List<DeviceTrace> devices, boolean more, String sentence) {

    /**
     * Copies the list.
     *
     * @param pass the pass
     * @param fetch when it was last fetched
     * @param devices the devices
     * @param more whether more devices registered it than are given
     * @param sentence one sentence for the whole pass
     */
    public PassTrace {
        devices = List.copyOf(devices);
    }
}
