package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.FindingJson;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.service.PassTypeChangeOutcome;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassPhone;
import java.util.List;
import java.util.Map;

/** The page by which the template of a pass type is written. Safe for use by many threads. */
final class TemplatePages {

    private static final String TEMPLATE = PassTypePages.ONE + "/template";

    private final Site site;
    private final Serialpass app;

    TemplatePages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(
                Site.page(TEMPLATE, Access.ADMINISTRATOR, this::show),
                site.action(TEMPLATE, Access.ADMINISTRATOR, this::change));
    }

    private Response show(Request request) {
        PassPhone phone = PhoneChoice.read(request);
        Detailed found = PassTypePages.find(request, app);
        return show(
                request,
                200,
                found,
                phone,
                found.content().template().map(TemplateText::of).orElse(""),
                "");
    }

    /** Shows the form; after a refusal with what was sent, so that nobody has to type it again. */
    private Response show(
            Request request, int status, Detailed found, PassPhone phone, String template, String problem) {
        return site.show(
                request,
                status,
                "template",
                PassTypePages.LIST,
                site.texts().get("template.title", found.type().identifier().value()),
                Map.of(
                        "type",
                        found.type(),
                        "template",
                        template,
                        "problem",
                        problem,
                        "phone",
                        new PhoneChoice(phone, Languages.of(found))));
    }

    private Response change(Request request, Form form) {
        Detailed found = PassTypePages.find(request, app);
        String sent = FieldRow.lines(form.text("template"));
        byte[] template;
        try {
            template = app.format().normalized(PassFileName.TEMPLATE, TemplateText.read(sent));
        } catch (ApiException e) {
            return refuse(request, found, form, sent, String.valueOf(e.getMessage()));
        }
        PassTypeChangeOutcome outcome = app.passTypes()
                .update(
                        request.organization(),
                        found.type().identifier(),
                        files -> {
                            files.put(PassFileName.TEMPLATE, template);
                            return files;
                        },
                        request.memory());
        return PassTypePages.after(
                request,
                outcome,
                "template",
                findings -> refuse(
                        request,
                        found,
                        form,
                        sent,
                        site.texts().get("template.refused") + " " + FindingJson.sentences(findings) + "."));
    }

    private Response refuse(Request request, Detailed found, Form form, String sent, String problem) {
        return show(request, 400, found, PhoneChoice.sent(form), sent, problem);
    }
}
