package io.serialpass.http.wallet;

import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Response;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DeviceService;
import io.serialpass.service.UpdatedPassesOutcome;
import io.serialpass.wallet.DeviceLibraryIdentifier;
import io.serialpass.wallet.PassId;
import java.util.List;
import java.util.Optional;

/** The face of HCL Volt MX Engagement Services: its "Pass Device" APIs. */
final class VoltMxAnswers implements DeviceAnswers {

    @Override
    public String base() {
        return "/api/v1";
    }

    @Override
    public Response registered(PassId pass, boolean isNew) {
        return DeviceJson.message("Details added successfully", pass.toString());
    }

    @Override
    public Response unregistered(PassId pass, boolean wasRegistered) {
        if (!wasRegistered) {
            throw invalid("Invalid Request. No registration found");
        }
        return DeviceJson.message("Unregistered successfully.", pass.toString());
    }

    @Override
    public Response list(
            DeviceService devices, DeviceLibraryIdentifier device, PassTypeIdentifier type, Optional<String> since) {
        UpdatedPassesOutcome outcome = devices.listUpdatedPasses(device, type, since);
        return outcome.match(
                updated -> DeviceJson.list(
                        updated.passes().serialNumbers(), updated.passes().lastUpdated()),
                nothingNew -> DeviceJson.list(List.of(), nothingNew.lastUpdated()),
                notRegistered -> nothingRegistered());
    }

    @Override
    public Response nothingRegistered() {
        throw invalid("Invalid request. Device is not registered with this pass");
    }

    @Override
    public ApiException noPackage(PassId pass) {
        return invalid("The pass " + pass + " has no package yet.");
    }

    @Override
    public Response logged() {
        return DeviceJson.message("Successfully updated the logs.", "");
    }

    @Override
    public Response notLogged(ApiException reason) {
        throw reason;
    }

    private static ApiException invalid(String description) {
        return new ApiException(ErrorCode.INVALID_PARAM_VALUE, description);
    }
}
