package io.serialpass.service.push;

import io.serialpass.push.PushRecord;
import io.serialpass.wallet.DeviceAsk;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.Registration;
import java.util.List;
import java.util.Optional;

/**
 * The trace of one device that registered a pass. Immutable.
 *
 * @param registration the registration
 * @param push the last push to its token, of any pass of the type; empty if none was made
 * @param ask when the device last asked which passes changed; empty if it is not known
 * @param state how far the device has come
 * @param sentence what is missing, and what to do, in plain words
 * @param logs what the device logged of this pass, the newest first, {@value #MOST_LOGS} at most
 * @since 0.1
 */
public record DeviceTrace(
        Registration registration,
        Optional<PushRecord> push,
        Optional<DeviceAsk> ask,
        DeviceState state,
        String sentence,
        List<DeviceLogEntry> logs) {

    /** The most logs that are given. */
    public static final int MOST_LOGS = 5;

    /**
     * Copies the list.
     *
     * @param registration the registration
     * @param push the last push to its token
     * @param ask when the device last asked which passes changed
     * @param state how far the device has come
     * @param sentence what is missing, and what to do
     * @param logs what the device logged of this pass
     */
    public DeviceTrace {
        logs = List.copyOf(logs);
    }
}
