package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.service.DraftPass;
import io.serialpass.service.DraftService;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassId;
import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.UnmadePackageException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The calls that show what a change would make of a pass, and change nothing. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class DraftHandlers {

    private final DraftService drafts;
    private final PassFormat format;
    private final Clock clock;

    /**
     * Makes the handlers.
     *
     * @param drafts the service that they call
     * @param format draws passes, and reads templates
     * @param clock tells the time that relative dates are counted from
     */
    public DraftHandlers(DraftService drafts, PassFormat format, Clock clock) {
        this.drafts = drafts;
        this.format = format;
        this.clock = clock;
    }

    /**
     * The calls. Each needs the role of the call that makes the change.
     *
     * @return their routes
     */
    public List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        PassJson.PASSES + WalletPath.PASS + "/draft",
                        Access.WRITER,
                        BodyKind.JSON,
                        this::showPass),
                new Route(
                        "POST",
                        PassTypeJson.PASS_TYPES + WalletPath.PASS_TYPE + "/draft",
                        Access.ADMINISTRATOR,
                        BodyKind.JSON,
                        this::showTemplate));
    }

    private Response showPass(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        PassPhone phone = phone(request, problems);
        UnaryOperator<PassDetails> change = PassHandlers.change(body, PassHandlers.replacement(body));
        problems.check();
        return answer(request, phone, () -> ofPass(request, change));
    }

    private Response showTemplate(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        PassPhone phone = phone(request, problems);
        body.require("template");
        byte[] template = body.object("template").orElseGet(() -> new byte[0]);
        body.rejectUnknown();
        problems.check();
        return answer(request, phone, () -> ofTemplate(request, template));
    }

    private static PassPhone phone(Request request, Problems problems) {
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        PassPhone phone = PhoneParameters.read(parameters);
        parameters.rejectUnknown();
        return phone;
    }

    /**
     * Tells what the pass that the path names would be with other details.
     *
     * @param request the request, which has the variables {@code passType} and {@code serial}
     * @param change makes the details of those that it has
     * @return the pass as it would be
     * @throws ApiException 404 if there is no such pass whose package is made here, 400 if a pass cannot have such details
     */
    public DraftPass ofPass(Request request, UnaryOperator<PassDetails> change) {
        PassId id = WalletPath.pass(request)
                .orElseThrow(() -> ApiException.notFound("pass", "id", WalletPath.written(request)));
        try {
            return drafts.ofPass(request.organization(), id, change, request.memory())
                    .orElseThrow(() -> ApiException.notFound("pass that is made here", "id", id));
        } catch (IllegalArgumentException e) {
            throw ApiException.value("fields", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Tells what a template would make of the newest pass of the type that the path names. If there is none, of a pass whose fields
     * hold their own names.
     *
     * @param request the request, which has the variable {@code passType}
     * @param template the template, a JSON object
     * @return the pass as it would be
     * @throws ApiException 404 if there is no such type
     */
    public DraftPass ofTemplate(Request request, byte[] template) {
        PassTypeIdentifier type = WalletPath.passType(request).orElseThrow(() -> noType(request));
        byte[] kept = format.normalized(PassFileName.TEMPLATE, template);
        return drafts.ofTemplate(request.organization(), type, kept, sample(kept), request.memory())
                .orElseThrow(() -> noType(request));
    }

    private static ApiException noType(Request request) {
        return ApiException.notFound("pass type", "id", request.variable("passType"));
    }

    private PassDetails sample(byte[] template) {
        Map<String, FieldValue> fields = new LinkedHashMap<>();
        format.fields(template).forEach(name -> fields.put(name, new FieldValue.Text(name)));
        try {
            return PassDetails.NONE.withFields(new PassFields(fields));
        } catch (IllegalArgumentException e) {
            return PassDetails.NONE;
        }
    }

    private Response answer(Request request, PassPhone phone, Supplier<DraftPass> draft) {
        try {
            DraftPass pass = draft.get();
            String preview = PreviewResponse.html(format, pass.files(), phone, clock.instant(), request.memory());
            return Response.json(200, json -> {
                        json.writeStartObject();
                        FindingJson.write(json, pass.findings());
                        json.writeStringField("preview", preview);
                        json.writeEndObject();
                    })
                    .withHeader("Cache-Control", "no-store");
        } catch (UnmadePackageException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PACKAGE,
                    "There would be no package that Wallet would take: " + FindingJson.sentences(e.findings()) + ".");
        }
    }
}
