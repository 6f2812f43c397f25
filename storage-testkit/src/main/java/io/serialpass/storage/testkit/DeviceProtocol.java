package io.serialpass.storage.testkit;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.wallet.AuthenticationToken;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PushToken;
import java.util.List;
import java.util.Optional;

/**
 * The questions that a device can ask of a server: Apple's Wallet web service. Implemented over services, over HTTP, or
 * over a server of
 * your own that {@link DeviceSimulation} is to try.
 *
 * @since 0.1
 */
public interface DeviceProtocol {

    /**
     * Registers a device for the updates of a pass.
     *
     * @param device the device
     * @param pass the pass
     * @param token the pass's authentication token
     * @param pushToken the device's push token
     */
    void register(DeviceLibraryIdentifier device, PassId pass, AuthenticationToken token, PushToken pushToken);

    /**
     * Ends a registration.
     *
     * @param device the device
     * @param pass the pass
     * @param token the pass's authentication token
     */
    void unregister(DeviceLibraryIdentifier device, PassId pass, AuthenticationToken token);

    /**
     * An answer to a list.
     *
     * @param serialNumbers what has changed
     * @param lastUpdated the tag to send next time
     */
    record Listed(List<String> serialNumbers, String lastUpdated) {}

    /**
     * Asks what has changed.
     *
     * @param device the device
     * @param type the type of the passes
     * @param since the tag of the last answer; empty before the first
     * @return the answer; empty where nothing has changed
     */
    Optional<Listed> list(DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since);

    /**
     * A pass as a device holds it.
     *
     * @param content what distinguishes the package's bytes from those of other versions
     * @param lastModified what came as {@code Last-Modified}, to be sent back as it came
     * @param tag the update tag of the version
     */
    record Copy(String content, String lastModified, long tag) {}

    /**
     * Fetches a pass.
     *
     * @param pass the pass
     * @param token the pass's authentication token
     * @param ifModifiedSince what came with the copy that the device holds; empty for a device that holds none
     * @return the pass; empty for 304
     */
    Optional<Copy> fetch(PassId pass, AuthenticationToken token, Optional<String> ifModifiedSince);
}
