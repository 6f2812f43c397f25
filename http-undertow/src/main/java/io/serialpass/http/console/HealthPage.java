package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Readiness;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.service.Backlog;
import io.serialpass.storage.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page that tells whether the server can do its work, and what is not dealt with yet. Safe for use by many threads. */
final class HealthPage {

    static final String PATH = Site.ROOT + "/health";

    private final Site site;
    private final Serialpass app;
    private final Readiness readiness;

    HealthPage(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
        this.readiness = new Readiness(app);
    }

    List<Route> routes() {
        return List.of(Site.page(PATH, Access.READER, this::show));
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        Map<String, Object> values = new HashMap<>();
        values.put("problem", readiness.whyNot().orElse(""));
        values.put("backlog", backlog());
        values.put("certificates", Overview.Certificate.of(app, request.organization()));
        values.put("hasPushes", app.hasPushes());
        return site.show(request, "health", PATH, site.texts().get("health.title"), values);
    }

    /** The changes that are not dealt with; empty if the store does not tell. */
    private Optional<Backlog> backlog() {
        try {
            return Optional.of(app.backlog());
        } catch (StorageException e) {
            return Optional.empty();
        }
    }
}
