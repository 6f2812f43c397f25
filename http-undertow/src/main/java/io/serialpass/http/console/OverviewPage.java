package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.inventory.SerialNumberQuery;
import io.serialpass.inventory.SerialNumberStatus;
import io.serialpass.organization.Organization;
import io.serialpass.query.PageRequest;
import io.serialpass.service.Difference;
import io.serialpass.wallet.PassQuery;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The first page: how much there is, and what needs a person. Safe for use by many threads. */
final class OverviewPage {

    /** The least that a list gives: its total is what is asked for. */
    private static final PageRequest COUNT = PageRequest.first(1);

    private final Site site;
    private final Serialpass app;

    OverviewPage(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(Site.page(Site.ROOT, Access.READER, this::show));
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        Organization organization = request.organization();
        Overview overview = new Overview(
                serialNumbers(organization),
                passes(PassQuery.builder(organization)),
                passes(PassQuery.builder(organization).voided(true)),
                Overview.Certificate.of(app, organization),
                app.inForce().differences().stream().map(Difference::sentence).toList());
        return site.show(
                request, "overview", Site.ROOT, site.texts().get("overview.title"), Map.of("overview", overview));
    }

    private Map<SerialNumberStatus, Long> serialNumbers(Organization organization) {
        Map<SerialNumberStatus, Long> counts = new EnumMap<>(SerialNumberStatus.class);
        for (SerialNumberStatus status : SerialNumberStatus.values()) {
            SerialNumberQuery query = SerialNumberQuery.builder(organization)
                    .status(status)
                    .page(COUNT)
                    .build();
            counts.put(status, app.serialNumbers().list(query).total().orElseThrow());
        }
        return counts;
    }

    private long passes(PassQuery.Builder query) {
        return app.passes().list(query.page(COUNT).build()).total().orElseThrow();
    }
}
