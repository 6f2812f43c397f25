package io.serialpass.http.wallet;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Response;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DeviceService;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import java.util.Optional;

/** The particulars of a face for devices: where it is, and how it says what came of a call. */
interface DeviceAnswers {

    /** The path that its calls begin with. */
    String base();

    Response registered(PassId pass, boolean isNew);

    /**
     * The answer to an unregistration with the right token.
     *
     * @throws ApiException if there was nothing to unregister, and this face says so
     */
    Response unregistered(PassId pass, boolean wasRegistered);

    /**
     * The answer to a list.
     *
     * @throws ApiException if the device registered nothing, and this face says so
     */
    Response list(
            DeviceService devices, DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since);

    /**
     * The answer to a list where nothing can be registered, since no device or no type has such a name.
     *
     * @throws ApiException if this face says so
     */
    Response nothingRegistered();

    /** The answer where the token is right and there is no package yet. */
    ApiException noPackage(PassId pass);

    Response logged();

    /**
     * The answer to a log that is none.
     *
     * @throws ApiException if this face says so
     */
    Response notLogged(ApiException reason);
}
