package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.DraftHandlers;
import io.serialpass.http.wallet.FindingJson;
import io.serialpass.http.wallet.PreviewResponse;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.service.DraftPass;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.UnmadePackageException;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Shows what is about to be saved: a picture of the pass as it will be, and what Wallet says of it. Nothing is stored. Safe for use by
 * many threads.
 */
final class DraftPages {

    private static final String OF_PASS = PassPages.ONE + "/draft";

    private static final String OF_TEMPLATE = PassTypePages.ONE + "/draft";

    private final Site site;
    private final Serialpass app;
    private final DraftHandlers drafts;

    DraftPages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
        this.drafts = new DraftHandlers(app.drafts(), app.format(), app.clock());
    }

    List<Route> routes() {
        return List.of(
                site.action(OF_PASS, Access.WRITER, pictures(this::ofPass)),
                site.action(OF_PASS + "/findings", Access.WRITER, findings(this::ofPass)),
                site.action(OF_TEMPLATE, Access.ADMINISTRATOR, pictures(this::ofTemplate)),
                site.action(OF_TEMPLATE + "/findings", Access.ADMINISTRATOR, findings(this::ofTemplate)));
    }

    private DraftPass ofPass(Request request, Form form) {
        PassForm pass = PassForm.sent(form);
        if (!pass.hasValidEnd()) {
            throw ApiException.value("expirationDate", "must be a date such as 2026-12-31");
        }
        return drafts.ofPass(request, pass);
    }

    private DraftPass ofTemplate(Request request, Form form) {
        return drafts.ofTemplate(request, TemplateText.read(FieldRow.lines(form.text("template"))));
    }

    private BiFunction<Request, Form, Response> pictures(BiFunction<Request, Form, DraftPass> drafts) {
        return (request, form) -> {
            try {
                return PreviewResponse.of(
                        app.format(),
                        drafts.apply(request, form).files(),
                        PhoneChoice.sent(form),
                        app.clock().instant(),
                        request.memory());
            } catch (UnmadePackageException e) {
                return PreviewResponse.ofSentence(FindingJson.sentences(e.findings()) + ".");
            } catch (ApiException e) {
                return PreviewResponse.ofSentence(String.valueOf(e.getMessage()));
            }
        };
    }

    private BiFunction<Request, Form, Response> findings(BiFunction<Request, Form, DraftPass> drafts) {
        return (request, form) -> {
            try {
                return answer("", drafts.apply(request, form).findings());
            } catch (UnmadePackageException e) {
                return answer(FindingJson.sentences(e.findings()) + ".", List.of());
            } catch (ApiException e) {
                if (e.code().status() != 400) {
                    throw e;
                }
                return answer(String.valueOf(e.getMessage()), List.of());
            }
        };
    }

    /**
     * What the script of the page shows.
     *
     * @param problem why nothing can be drawn; an empty text if it can
     */
    private Response answer(String problem, List<Finding> findings) {
        return Response.json(200, json -> {
            json.writeStartObject();
            json.writeStringField("problem", problem);
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("severity", site.texts().get("severity." + finding.severity()));
                json.writeBooleanField("isError", finding.isError());
                json.writeStringField("where", finding.where());
                json.writeStringField("what", finding.what() + " " + finding.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
