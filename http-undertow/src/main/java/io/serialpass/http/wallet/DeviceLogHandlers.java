package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.service.DeviceLogService;
import io.serialpass.wallet.DeviceLogEntry;
import io.serialpass.wallet.DeviceLogKind;
import io.serialpass.wallet.DeviceLogQuery;
import io.serialpass.wallet.DeviceLogSort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> message = parameters.wildcard("message");
        message.ifPresent(wildcard -> sent.put("message", wildcard.pattern()));
        Optional<DeviceLogKind> kind = parameters.choice("kind", kinds());
        kind.ifPresent(wanted -> sent.put("kind", wanted.label()));
        Optional<PassTypeIdentifier> type = parameters.parsed("passTypeIdentifier", PassTypeIdentifier::new);
        type.ifPresent(wanted -> sent.put("passTypeIdentifier", wanted.value()));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        Paging<DeviceLogEntry, DeviceLogSort> paging = Paging.read(
                PassJson.DEVICE_LOGS, parameters, DeviceLogSort.values(), DeviceLogSort.DATE_CREATED, SortOrder.DESC);
        Listing<DeviceLogSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        DeviceLogQuery query = new DeviceLogQuery(request.organization(), message, kind, type, dateCreated, listing);
        return paging.answer(request.organization(), sent, logs.list(query), PassJson::write);
    }

    private static Map<String, DeviceLogKind> kinds() {
        Map<String, DeviceLogKind> kinds = new LinkedHashMap<>();
        for (DeviceLogKind kind : DeviceLogKind.values()) {
            kinds.put(kind.label(), kind);
        }
        return kinds;
    }
}
