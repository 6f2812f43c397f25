package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.Percent;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.inventory.ItemDetails;
import io.serialpass.inventory.ItemReference;
import io.serialpass.inventory.SerialNumberValue;
import io.serialpass.organization.Organization;
import io.serialpass.service.SerialNumberCreateOutcome;
import io.serialpass.service.SerialNumberService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page by which serial numbers are added, all or none. Safe for use by many threads. */
final class AddPages {

    private static final String ADD = SerialNumberPages.LIST + "/add";

    private final Site site;
    private final Serialpass app;

    AddPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(Site.page(ADD, Access.WRITER, this::show), site.action(ADD, Access.WRITER, this::add));
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        return show(request, 200, Map.of("item", "", "values", "", "isNew", false, "problem", ""));
    }

    private Response show(Request request, int status, Map<String, ?> values) {
        return site.show(request, status, "add", SerialNumberPages.LIST, text("add.title"), values);
    }

    private Response add(Request request, Form form) {
        String written = form.text("values");
        boolean isNew = form.text("new").equals("true");
        String item = form.text("item").strip();
        ItemReference reference;
        List<SerialNumberValue> values;
        try {
            reference = new ItemReference(item);
            values = values(written);
        } catch (IllegalArgumentException e) {
            return refuse(request, form, text("add.invalid", String.valueOf(e.getMessage())));
        }
        if (values.isEmpty() || values.size() > SerialNumberService.MOST_AT_ONCE) {
            return refuse(request, form, text("add.number", SerialNumberService.MOST_AT_ONCE));
        }
        return create(request.organization(), reference, values, isNew)
                .match(
                        created -> Site.goTo(SerialNumberPages.LIST + "?itemReference=" + Percent.encode(item)),
                        itemNotFound -> refuse(request, form, text("add.no-item", item)),
                        notUnique -> refuse(
                                request,
                                form,
                                text("add.not-unique", notUnique.value().value())));
    }

    /** The values, one a line; empty lines are passed over. */
    private static List<SerialNumberValue> values(String written) {
        List<SerialNumberValue> values = new ArrayList<>();
        int number = 0;
        for (String line : FieldRow.lines(written).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                try {
                    values.add(SerialNumberValue.of(line.strip()));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("line " + number + " " + e.getMessage(), e);
                }
            }
        }
        return values;
    }

    private SerialNumberCreateOutcome create(
            Organization organization, ItemReference item, List<SerialNumberValue> values, boolean isNew) {
        return app.storage().write(tx -> {
            if (isNew) {
                app.items().creation(organization, ItemDetails.of(item)).in(tx);
            }
            SerialNumberCreateOutcome outcome =
                    app.serialNumbers().creation(organization, item, values).in(tx);
            if (!(outcome instanceof SerialNumberCreateOutcome.Created)) {
                tx.setRollbackOnly();
            }
            return outcome;
        });
    }

    private Response refuse(Request request, Form form, String problem) {
        return show(
                request,
                400,
                Map.of(
                        "item", form.text("item"),
                        "values", FieldRow.lines(form.text("values")),
                        "isNew", form.text("new").equals("true"),
                        "problem", problem));
    }

    private String text(String key, Object... values) {
        return site.texts().get(key, values);
    }
}
