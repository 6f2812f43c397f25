package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.PageRequest;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The page that tells which passes of a type lack fields that its template shows. Safe for use by many threads. */
final class LackingPages {

    /** So many of the newest passes of the type are looked at. */
    static final int MOST_SEEN = 1_000;

    /** A pass has up to 64 KB of fields, so that not all are read at once. */
    private static final int BATCH = 100;

    private static final int MOST_SHOWN = 100;

    private final Site site;
    private final Serialpass app;

    LackingPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(Site.page(PassTypePages.ONE + "/lacking", Access.READER, this::show));
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        Detailed found = PassTypePages.find(request, app);
        SortedSet<String> shown =
                found.content().template().map(app.format()::fields).orElseGet(TreeSet::new);
        List<LackingPass> lacking = lacking(request, found.type().identifier(), shown);
        return site.show(
                request,
                "lacking",
                PassTypePages.LIST,
                site.texts().get("lacking.title", found.type().identifier().value()),
                Map.of(
                        "type",
                        found.type(),
                        "shown",
                        shown,
                        "rows",
                        lacking.stream().limit(MOST_SHOWN).toList(),
                        "total",
                        lacking.size()));
    }

    private List<LackingPass> lacking(Request request, PassTypeIdentifier type, SortedSet<String> shown) {
        List<LackingPass> lacking = new ArrayList<>();
        for (int offset = 0; offset < MOST_SEEN && !shown.isEmpty(); offset += BATCH) {
            List<Pass> some = app.passes()
                    .list(PassQuery.newest(request.organization(), type, PageRequest.at(offset, BATCH)))
                    .rows();
            for (Pass pass : some) {
                List<String> fields = shown.stream()
                        .filter(name -> !pass.details().fields().values().containsKey(name))
                        .toList();
                if (!fields.isEmpty()) {
                    lacking.add(new LackingPass(pass.id(), fields));
                }
            }
            if (some.size() < BATCH) {
                break;
            }
        }
        return lacking;
    }
}
