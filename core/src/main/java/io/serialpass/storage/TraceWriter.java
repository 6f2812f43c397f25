package io.serialpass.storage;

import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.PassFetch;
import java.util.Collection;

/**
 * Reads and notes the last calls of devices.
 *
 * @since 0.1
 */
public interface TraceWriter extends TraceReader {

    /**
     * Notes that devices asked which passes changed, each in place of the time before. One that registered no pass of the type
     * is left out, since anybody can ask. It goes when the device's last registration of the type does.
     *
     * @param asks the asks, one for each device and type at most
     */
    void putAsks(Collection<DeviceAsk> asks);

    /**
     * Notes that passes were fetched, each in place of the time before. One of a pass that is not there is left out. It goes
     * with the pass.
     *
     * @param fetches the fetches, one for each pass at most
     */
    void putFetches(Collection<PassFetch> fetches);
}
