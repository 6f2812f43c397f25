package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.FindingJson;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.wallet.PackageSource;
import io.serialpass.wallet.Pass;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPhone;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page by which the fields of a pass are edited. Safe for use by many threads. */
final class PassEditPages {

    private static final String EDIT = PassPages.ONE + "/edit";

    private final Site site;
    private final Serialpass app;

    PassEditPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(Site.page(EDIT, Access.WRITER, this::show), site.action(EDIT, Access.WRITER, this::change));
    }

    private Pass find(Request request) {
        return PassPages.find(request, app);
    }

    private Response show(Request request) {
        PassPhone phone = PhoneChoice.read(request);
        Pass pass = find(request);
        return show(request, 200, pass, phone, PassForm.of(pass), "");
    }

    /** Shows the form; after a refusal with what was sent, so that nobody has to type it again. */
    private Response show(Request request, int status, Pass pass, PassPhone phone, PassForm form, String problem) {
        return site.show(
                request,
                status,
                "pass-edit",
                PassPages.LIST,
                site.texts().get("pass.edit.title", pass.id().serialNumber().value()),
                Map.of(
                        "pass",
                        TiedPasses.withPhones(app.storage(), pass),
                        "form",
                        form,
                        "problem",
                        problem,
                        "phone",
                        choice(request, pass, phone)));
    }

    /** The phones for which the pass can be drawn as it will be; none if its package is not made here. */
    private Optional<PhoneChoice> choice(Request request, Pass pass, PassPhone phone) {
        return Optional.of(pass)
                .filter(made -> made.source() == PackageSource.MADE)
                .flatMap(made ->
                        app.passTypes().find(request.organization(), made.id().passTypeIdentifier(), request.memory()))
                .map(found -> new PhoneChoice(phone, Languages.of(found)));
    }

    private Response change(Request request, Form sent) {
        Pass pass = find(request);
        PassForm form = PassForm.sent(sent);
        if (!form.hasValidEnd()) {
            return refuse(request, pass, sent, form, site.texts().get("pass.edit.end-invalid"));
        }
        if (form.hasNamelessValue()) {
            return refuse(request, pass, sent, form, site.texts().get("pass.edit.nameless"));
        }
        if (form.hasValuelessName()) {
            return refuse(request, pass, sent, form, site.texts().get("pass.edit.valueless"));
        }
        PassId id = pass.id();
        return app.passes()
                .update(request.organization(), id, form)
                .match(
                        updated -> Site.goTo(TiedPass.address(id) + "?done=edited"),
                        notFound -> {
                            throw PassPages.notFound(request);
                        },
                        refused -> refuse(request, pass, sent, form, sentence(FindingJson.refusal(refused.findings()))),
                        notAllowed -> refuse(request, pass, sent, form, sentence(notAllowed.rule())));
    }

    private Response refuse(Request request, Pass pass, Form sent, PassForm form, String problem) {
        return show(request, 400, pass, PhoneChoice.sent(sent), form, problem);
    }

    private static String sentence(String rule) {
        return String.valueOf(ApiException.value("fields", rule).getMessage());
    }
}
