package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.PassIssueHandlers;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.inventory.SerialNumberId;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.PageRequest;
import io.serialpass.query.SortOrder;
import io.serialpass.query.TimeRange;
import io.serialpass.service.PassOrder;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassSerialNumber;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassTypeSort;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page by which a pass is issued: its type is chosen first, since the template tells which fields there are. Safe for use by many threads. */
final class IssuePages {

    private static final String ISSUE = PassPages.LIST + "/issue";

    /** So many types are offered. Another one is written by hand. */
    private static final int MOST_OFFERED = 100;

    private final Site site;
    private final Serialpass app;

    IssuePages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(Site.page(ISSUE, Access.WRITER, this::show), site.action(ISSUE, Access.WRITER, this::issue));
    }

    /**
     * What somebody wrote of a pass to issue.
     *
     * @param type its type
     * @param serialNumber its serial number; an empty text for none
     * @param tiedTo the id of the serial number of the inventory to tie it to; an empty text for none
     */
    record Wanted(String type, String serialNumber, String tiedTo) {}

    private Response show(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(ListAddress.withoutBlanks(request.query()), problems);
        String type = parameters
                .value("type", Optional::of, "must be a pass type")
                .orElse("")
                .strip();
        String tiedTo = parameters
                .value("serialNumberId", Optional::of, "must be a whole number")
                .orElse("");
        parameters.rejectUnknown();
        problems.check();
        Wanted wanted = new Wanted(type, "", tiedTo);
        Optional<Detailed> found = find(request, type);
        String problem = found.isPresent() || type.isEmpty() ? "" : text("issue.no-type", type);
        return show(request, problem.isEmpty() ? 200 : 404, wanted, found.map(this::form), problem);
    }

    private Optional<Detailed> find(Request request, String type) {
        try {
            return app.passTypes().find(request.organization(), new PassTypeIdentifier(type), request.memory());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private PassForm form(Detailed type) {
        return type.content()
                .template()
                .map(app.format()::fields)
                .map(PassForm::ofNames)
                .orElseGet(() -> PassForm.ofNames(List.of()));
    }

    private Response show(Request request, int status, Wanted wanted, Optional<PassForm> form, String problem) {
        Map<String, Object> values = new HashMap<>();
        values.put("wanted", wanted);
        values.put("form", form);
        values.put("types", types(request));
        values.put("problem", problem);
        return site.show(request, status, "issue", PassPages.LIST, text("issue.title"), values);
    }

    private List<String> types(Request request) {
        PassTypeQuery newest = new PassTypeQuery(
                request.organization(),
                Optional.empty(),
                TimeRange.any(),
                TimeRange.any(),
                new Listing<>(
                        PassTypeSort.DATE_CREATED,
                        SortOrder.DESC,
                        PageRequest.first(MOST_OFFERED).withoutTotal()));
        return app.passTypes().list(newest).rows().stream()
                .map(PassType::identifier)
                .map(PassTypeIdentifier::value)
                .toList();
    }

    private Response issue(Request request, Form form) {
        Wanted wanted = new Wanted(
                form.text("type").strip(),
                form.text("serialNumber").strip(),
                form.text("serialNumberId").strip());
        PassForm pass = PassForm.sent(form);
        Optional<Detailed> found = find(request, wanted.type());
        if (found.isEmpty()) {
            return refuse(request, wanted, pass, text("issue.no-type", wanted.type()));
        }
        if (!pass.hasValidEnd()) {
            return refuse(request, wanted, pass, text("issue.end-invalid"));
        }
        if (pass.hasNamelessValue()) {
            return refuse(request, wanted, pass, text("issue.nameless"));
        }
        PassOrder order;
        try {
            order = order(found.get(), wanted, pass);
        } catch (ApiException e) {
            return refuse(request, wanted, pass, sentence(e));
        }
        return app.passes()
                .create(request.organization(), List.of(order))
                .match(
                        created -> Site.goTo(
                                TiedPass.address(created.passes().get(0).id()) + "?done=issued"),
                        failed -> refuse(request, wanted, pass, sentence(PassIssueHandlers.failure(failed.reason()))));
    }

    private static PassOrder order(Detailed type, Wanted wanted, PassForm form) {
        Optional<PassSerialNumber> serialNumber = Optional.empty();
        Optional<SerialNumberId> tiedTo = Optional.empty();
        if (!wanted.serialNumber().isEmpty()) {
            serialNumber = Optional.of(serialNumber(wanted.serialNumber()));
        }
        if (!wanted.tiedTo().isEmpty()) {
            tiedTo = Optional.of(QueryParameters.id(wanted.tiedTo())
                    .map(SerialNumberId::new)
                    .orElseThrow(() -> ApiException.value("serialNumberId", "must be a whole number")));
        }
        return new PassOrder(type.type().identifier(), serialNumber, tiedTo, Optional.empty(), details(form));
    }

    private static PassSerialNumber serialNumber(String written) {
        try {
            return new PassSerialNumber(written);
        } catch (IllegalArgumentException e) {
            throw ApiException.value("serialNumber", String.valueOf(e.getMessage()));
        }
    }

    private static PassDetails details(PassForm form) {
        try {
            return form.apply(PassDetails.NONE);
        } catch (IllegalArgumentException e) {
            throw ApiException.value("fields", String.valueOf(e.getMessage()));
        }
    }

    private static String sentence(ApiException error) {
        return String.valueOf(error.getMessage());
    }

    private Response refuse(Request request, Wanted wanted, PassForm form, String problem) {
        return show(request, 400, wanted, Optional.of(form), text("issue.refused", problem));
    }

    private String text(String key, Object... values) {
        return site.texts().get(key, values);
    }
}
