package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.inventory.SerialNumber;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.inventory.SerialNumberStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The pages that change several serial numbers at once. Each of them changes by itself, as over the API: one that cannot change, or that
 * somebody else changed meanwhile, does not keep the others from it. Safe for use by many threads.
 */
final class SelectionPages {

    /** So many changes take about a second. */
    private static final int MOST = 100;

    private static final String CHANGE = SerialNumberPages.LIST + "/change";

    private final Site site;
    private final Serialpass app;
    private final TiedPasses tied;

    SelectionPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
        this.tied = new TiedPasses(app.storage());
    }

    List<Route> routes() {
        return List.of(
                // A query cannot hold so many ids, so that even what only shows is sent as a form.
                site.action(CHANGE, Access.WRITER, this::confirm),
                site.action(CHANGE + "/now", Access.WRITER, this::change));
    }

    private Response confirm(Request request, Form form) {
        Selection selection = selection(request, form);
        return site.show(
                request,
                "selection-confirm",
                SerialNumberPages.LIST,
                text("serial-number.change." + selection.status()),
                Map.of("selection", selection));
    }

    private Selection selection(Request request, Form form) {
        SerialNumberStatus status = SerialNumberStatus.parse(form.text("status"))
                .orElseThrow(() -> ApiException.value("status", "must be one of new, reserved, sold"));
        List<SerialNumberId> ids = ids(form);
        List<SerialNumber> rows = ids.stream().map(id -> find(request, id)).toList();
        List<SerialNumber> changing =
                rows.stream().filter(row -> Selection.isChanging(row, status)).toList();
        List<SerialNumber> others =
                rows.stream().filter(row -> !Selection.isChanging(row, status)).toList();
        return new Selection(
                status,
                changing,
                others,
                tied.of(changing.stream().map(SerialNumber::id).toList()),
                Site.pageOrRoot(form.text("back")));
    }

    private static List<SerialNumberId> ids(Form form) {
        List<String> sent = form.all("id").stream().distinct().toList();
        if (sent.isEmpty()) {
            throw new ApiException(
                    ErrorCode.MISSING_PARAM, "No serial number is ticked. Go back and tick those that are to change.");
        }
        if (sent.size() > MOST) {
            throw ApiException.value("id", "must not come more than " + MOST + " times: tick fewer serial numbers");
        }
        return sent.stream()
                .map(id -> QueryParameters.id(id)
                        .map(SerialNumberId::new)
                        .orElseThrow(() -> ApiException.value("id", "must be a whole number")))
                .toList();
    }

    private SerialNumber find(Request request, SerialNumberId id) {
        return app.serialNumbers()
                .find(request.organization(), id)
                .orElseThrow(() -> ApiException.notFound("serial number", "id", id.value()));
    }

    private Response change(Request request, Form form) {
        Selection selection = selection(request, form);
        List<SerialNumber> changed = new ArrayList<>();
        List<SerialNumber> staying = new ArrayList<>(selection.staying());
        for (SerialNumber row : selection.changing()) {
            app.serialNumbers()
                    .update(request.organization(), row.id(), details -> details.withStatus(selection.status()))
                    .match(
                            updated -> changed.add(updated.serialNumber()),
                            notFound -> staying.add(row),
                            notUnique -> staying.add(row),
                            invalid -> staying.add(row));
        }
        return site.show(
                request,
                "selection-done",
                SerialNumberPages.LIST,
                text("selection.done.title"),
                Map.of(
                        "selection",
                        new Selection(selection.status(), changed, staying, selection.passes(), selection.back())));
    }

    private String text(String key) {
        return site.texts().get(key);
    }
}
