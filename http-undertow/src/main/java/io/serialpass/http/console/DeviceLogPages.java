package io.serialpass.http.console;

import io.serialpass.http.wallet.DeviceLogFilters;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.query.Listing;
import io.serialpass.query.Page;
import io.serialpass.query.SortOrder;
import io.serialpass.service.DeviceLogService;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogSort;
import java.util.List;
import java.util.Map;

/** The list of the messages that phones logged. Safe for use by many threads. */
final class DeviceLogPages {

    static final String LIST = Site.ROOT + "/device-logs";

    private final Site site;
    private final DeviceLogService logs;

    DeviceLogPages(Site site, DeviceLogService logs) {
        this.site = site;
        this.logs = logs;
    }

    List<Route> routes() {
        return List.of(Site.page(LIST, Access.READER, this::list));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(ListAddress.withoutBlanks(request.query()), problems);
        DeviceLogFilters filters = DeviceLogFilters.read(parameters);
        Paging<DeviceLogEntry, DeviceLogSort> paging =
                Paging.read(LIST, parameters, DeviceLogSort.values(), DeviceLogSort.DATE_CREATED, SortOrder.DESC);
        Listing<DeviceLogSort> listing = paging.listing(request.organization(), filters.sent(), problems);
        parameters.rejectUnknown();
        problems.check();
        Page<DeviceLogEntry> page = logs.list(filters.query(request.organization(), listing));
        return site.show(
                request,
                "device-logs",
                LIST,
                site.texts().get("device-logs.title"),
                Map.of(
                        "address", ListAddress.of(LIST, filters.sent(), listing),
                        "rows", page.rows(),
                        "total", page.total().orElseThrow(),
                        "next",
                                paging.next(request.organization(), filters.sent(), page)
                                        .orElse("")));
    }
}
