package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.query.Listing;
import io.serialpass.query.SortOrder;
import io.serialpass.service.DeviceLogService;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import java.util.List;

/**
 * The issuer's call of device logs. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DeviceLogHandlers {

    private final DeviceLogService logs;

    /**
     * Makes the handlers.
     *
     * @param logs the service that they call
     */
    public DeviceLogHandlers(DeviceLogService logs) {
        this.logs = logs;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(new Route("GET", PassJson.DEVICE_LOGS, Access.READER, Route.BodyKind.NONE, this::list));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        DeviceLogFilters filters = DeviceLogFilters.read(parameters);
        Paging<DeviceLogEntry, DeviceLogSort> paging = Paging.read(
                PassJson.DEVICE_LOGS, parameters, DeviceLogSort.values(), DeviceLogSort.DATE_CREATED, SortOrder.DESC);
        Listing<DeviceLogSort> listing = paging.listing(request.organization(), filters.sent(), problems);
        parameters.rejectUnknown();
        problems.check();
        DeviceLogQuery query = filters.query(request.organization(), listing);
        return paging.answer(request.organization(), filters.sent(), logs.list(query), PassJson::write);
    }
}
