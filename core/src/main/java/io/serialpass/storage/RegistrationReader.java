package io.serialpass.storage;

import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Page;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.DeviceTags;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.Registration;
import io.serialpass.wallet.RegistrationQuery;
import io.serialpass.wallet.UpdatedPasses;
import io.serialpass.wallet.UpdatedPassesQuery;
import java.util.Optional;

/**
 * Reads registrations.
 *
 * @since 0.1
 */
public interface RegistrationReader {

    /**
     * Finds a registration.
     *
     * @param device the device
     * @param pass the pass
     * @return the registration; empty if the device did not register the pass
     */
    Optional<Registration> find(DeviceLibraryIdentifier device, PassId pass);

    /**
     * Lists the registrations of a pass.
     *
     * @param query which, in which order
     * @return the page asked for
     */
    Page<Registration> list(RegistrationQuery query);

    /**
     * Whether any device registered a pass.
     *
     * @param pass the pass
     * @return true if one did
     */
    boolean isRegistered(PassId pass);

    /**
     * Finds the passes that are new to a device.
     *
     * @param query the device, the type, and the last tag that the device knows
     * @return the passes; empty if there is none to tell of
     */
    Optional<UpdatedPasses> updated(UpdatedPassesQuery query);

    /**
     * Tells how far a device's passes of a type have come.
     *
     * @param device the device
     * @param type the type
     * @return the tags; empty if the device registered no pass of the type
     */
    Optional<DeviceTags> tags(DeviceLibraryIdentifier device, PassTypeIdentifier type);
}
