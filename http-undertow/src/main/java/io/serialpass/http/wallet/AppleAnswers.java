package io.serialpass.http.wallet;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Response;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DeviceService;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import java.util.Optional;

/** The face that Apple Wallet speaks to: Apple's "Adding a Web Service to Update Passes". */
final class AppleAnswers implements DeviceAnswers {

    @Override
    public String base() {
        return "/v1";
    }

    @Override
    public Response registered(PassId pass, boolean isNew) {
        return Response.empty(isNew ? 201 : 200);
    }

    @Override
    public Response unregistered(PassId pass, boolean wasRegistered) {
        return Response.empty(200);
    }

    @Override
    public Response list(
            DeviceService devices, DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since) {
        return devices.updatedPasses(device, type, since)
                .map(updated -> DeviceJson.list(updated.serialNumbers(), updated.lastUpdated()))
                .orElseGet(this::nothingRegistered);
    }

    @Override
    public Response nothingRegistered() {
        return Response.empty(204);
    }

    @Override
    public ApiException noPackage(PassId pass) {
        return new ApiException(ErrorCode.NOT_FOUND, "The pass " + pass + " has no package yet.");
    }

    @Override
    public Response logged() {
        return Response.empty(200);
    }

    @Override
    public Response notLogged(ApiException reason) {
        return logged();
    }
}
