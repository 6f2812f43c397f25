package io.serialpass.http.console;

import io.serialpass.event.AuditFilter;
import io.serialpass.event.EventType;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.Percent;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.ApiTokenId;
import io.serialpass.query.TimeRange;
import io.serialpass.service.EventService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The audit trail, the newest change first. Safe for use by many threads. */
final class AuditPages {

    static final String LIST = Site.ROOT + "/audit";

    private final Site site;
    private final EventService events;

    AuditPages(Site site, EventService events) {
        this.site = site;
        this.events = events;
    }

    List<Route> routes() {
        return List.of(Site.page(LIST, Access.ADMINISTRATOR, this::list));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(ListAddress.withoutBlanks(request.query()), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<ApiTokenId> token =
                parameters.integer("tokenId", 1, Long.MAX_VALUE).map(ApiTokenId::new);
        token.ifPresent(id -> sent.put("tokenId", Long.toString(id.value())));
        Optional<EventType> type = parameters.value(
                "type", EventType::ofLabel, "must be the type of an event, such as serialNumbers.sold");
        type.ifPresent(wanted -> sent.put("type", wanted.label()));
        TimeRange time = TimeFilters.read(parameters, "time", sent);
        Optional<Long> before = parameters.integer("before", 1, Long.MAX_VALUE);
        parameters.rejectUnknown();
        problems.check();
        AuditWindow window = AuditWindow.read(
                events,
                request.organization(),
                new AuditFilter(token, type, time),
                before.map(OptionalLong::of).orElseGet(OptionalLong::empty));
        return site.show(
                request,
                "audit",
                LIST,
                site.texts().get("audit.title"),
                Map.of(
                        "filters", Map.copyOf(sent),
                        "rows", window.rows(),
                        "earlier",
                                window.earlier().isPresent()
                                        ? address(sent, window.earlier().getAsLong())
                                        : ""));
    }

    private static String address(Map<String, String> sent, long before) {
        Map<String, String> all = new LinkedHashMap<>(sent);
        all.put("before", Long.toString(before));
        return LIST + "?"
                + all.entrySet().stream()
                        .map(entry -> Percent.encode(entry.getKey()) + "=" + Percent.encode(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }
}
