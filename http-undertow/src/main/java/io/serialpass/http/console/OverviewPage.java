package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.Problems;
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
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
        ActivityPlot.Period period = period(request);
        Organization organization = request.organization();
        Overview overview = new Overview(
                serialNumbers(organization),
                passes(PassQuery.builder(organization)),
                passes(PassQuery.builder(organization).voided(true)),
                Overview.Certificate.of(app, organization),
                plot(organization, period),
                app.inForce().differences().stream().map(Difference::sentence).toList());
        return site.show(
                request, "overview", Site.ROOT, site.texts().get("overview.title"), Map.of("overview", overview));
    }

    private static ActivityPlot.Period period(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, ActivityPlot.Period> choices = new LinkedHashMap<>();
        for (ActivityPlot.Period period : ActivityPlot.Period.values()) {
            choices.put(period.label(), period);
        }
        ActivityPlot.Period period = parameters.choice("period", choices).orElse(ActivityPlot.Period.DAY);
        parameters.rejectUnknown();
        problems.check();
        return period;
    }

    private ActivityPlot plot(Organization organization, ActivityPlot.Period period) {
        Instant now = app.clock().instant();
        return ActivityPlot.of(period, now, app.activity().list(organization, period.range(now)));
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
