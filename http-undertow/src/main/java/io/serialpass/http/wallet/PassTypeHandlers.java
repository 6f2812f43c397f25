package io.serialpass.http.wallet;

import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Paging;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.http.web.Route.BodyKind;
import io.serialpass.http.web.TimeFilters;
import io.serialpass.organization.PassTypeIdentifier;
import io.serialpass.query.Listing;
import io.serialpass.query.TimeRange;
import io.serialpass.query.Wildcard;
import io.serialpass.service.PassTypeChangeOutcome;
import io.serialpass.service.PassTypeService;
import io.serialpass.service.PassTypeService.DeleteOutcome;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.turn.LongWork;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.PassFormat;
import io.serialpass.wallet.PassPackager;
import io.serialpass.wallet.PassType;
import io.serialpass.wallet.PassTypeQuery;
import io.serialpass.wallet.PassTypeSort;
import io.serialpass.wallet.SigningCertificate;
import io.serialpass.wallet.TemplateKind;
import io.serialpass.wallet.UnmadePackageException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The issuer's calls of pass types. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PassTypeHandlers {

    private final PassTypeService types;
    private final PassPackager packager;
    private final PassFormat format;
    private final LongWork longWork;
    private final Clock clock;

    /**
     * Makes the handlers.
     *
     * @param types the service that they call
     * @param packager tells of certificates
     * @param format reads templates
     * @param longWork whose turn it is to have an archive unpacked
     * @param clock tells how long certificates are valid yet
     */
    public PassTypeHandlers(
            PassTypeService types, PassPackager packager, PassFormat format, LongWork longWork, Clock clock) {
        this.types = types;
        this.packager = packager;
        this.format = format;
        this.longWork = longWork;
        this.clock = clock;
    }

    /**
     * The calls.
     *
     * @return their routes
     */
    public List<Route> routes() {
        String all = PassTypeJson.PASS_TYPES;
        String one = all + WalletPath.PASS_TYPE;
        String file = one + "/files/{name}";
        String localized = one + "/files/{folder}/{name}";
        return List.of(
                new Route("GET", all, Access.READER, BodyKind.NONE, this::list),
                new Route("POST", all, Access.ADMINISTRATOR, BodyKind.JSON, this::create),
                new Route("GET", one, Access.READER, BodyKind.NONE, this::show),
                new Route("PUT", one, Access.ADMINISTRATOR, BodyKind.JSON, this::update),
                new Route("DELETE", one, Access.ADMINISTRATOR, BodyKind.NONE, this::delete),
                new Route("GET", one + "/doctor", Access.READER, BodyKind.NONE, this::examine),
                new Route("PUT", one + "/files", Access.ADMINISTRATOR, BodyKind.ARCHIVE, this::replaceFiles),
                new Route("GET", file, Access.READER, BodyKind.NONE, this::showFile),
                new Route("PUT", file, Access.ADMINISTRATOR, BodyKind.FILE, this::putFile),
                new Route("DELETE", file, Access.ADMINISTRATOR, BodyKind.NONE, this::deleteFile),
                new Route("GET", localized, Access.READER, BodyKind.NONE, this::showFile),
                new Route("PUT", localized, Access.ADMINISTRATOR, BodyKind.FILE, this::putFile),
                new Route("DELETE", localized, Access.ADMINISTRATOR, BodyKind.NONE, this::deleteFile));
    }

    private Response list(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Map<String, String> sent = new LinkedHashMap<>();
        Optional<Wildcard> identifier = parameters.wildcard("passTypeIdentifier");
        identifier.ifPresent(wildcard -> sent.put("passTypeIdentifier", wildcard.pattern()));
        TimeRange dateCreated = TimeFilters.read(parameters, "dateCreated", sent);
        TimeRange lastUpdated = TimeFilters.read(parameters, "lastUpdated", sent);
        Paging<PassType, PassTypeSort> paging =
                Paging.read(PassTypeJson.PASS_TYPES, parameters, PassTypeSort.values(), PassTypeSort.DATE_CREATED);
        Listing<PassTypeSort> listing = paging.listing(request.organization(), sent, problems);
        parameters.rejectUnknown();
        problems.check();
        PassTypeQuery query = new PassTypeQuery(request.organization(), identifier, dateCreated, lastUpdated, listing);
        return paging.answer(request.organization(), sent, types.list(query), PassTypeJson::write);
    }

    private Response create(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.require("passTypeIdentifier");
        Optional<PassTypeIdentifier> identifier = body.text("passTypeIdentifier", PassTypeIdentifier::new);
        SortedMap<PassFileName, byte[]> files = new TreeMap<>();
        body.object("template").map(this::normalized).ifPresent(template -> files.put(PassFileName.TEMPLATE, template));
        body.rejectUnknown();
        problems.check();
        return answer(
                request,
                201,
                types.create(request.organization(), identifier.orElseThrow(), files),
                PassTypeHandlers::templateRefused);
    }

    private byte[] normalized(byte[] template) {
        return format.normalized(PassFileName.TEMPLATE, template);
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        return identifier(request)
                .flatMap(identifier -> types.find(request.organization(), identifier, request.memory()))
                .map(found -> answer(200, found))
                .orElseThrow(() -> notFound(request));
    }

    private static Optional<PassTypeIdentifier> identifier(Request request) {
        return WalletPath.passType(request);
    }

    private static ApiException notFound(Request request) {
        return ApiException.notFound("pass type", "id", request.variable("passType"));
    }

    private Response update(Request request) {
        Problems problems = new Problems();
        JsonBody body = JsonBody.parse(request.body().bytes(), problems);
        new QueryParameters(request.query(), problems).rejectUnknown();
        body.rejectNull("template");
        Optional<byte[]> template = body.object("template").map(this::normalized);
        body.rejectUnknown();
        problems.check();
        return change(
                request,
                files -> {
                    template.ifPresent(bytes -> files.put(PassFileName.TEMPLATE, bytes));
                    return files;
                },
                PassTypeHandlers::templateRefused);
    }

    private Response change(
            Request request,
            UnaryOperator<SortedMap<PassFileName, byte[]>> change,
            Function<List<Finding>, ApiException> refusal) {
        PassTypeIdentifier identifier = identifier(request).orElseThrow(() -> notFound(request));
        return answer(
                request, 200, types.update(request.organization(), identifier, change, request.memory()), refusal);
    }

    private Response answer(
            Request request, int status, PassTypeChangeOutcome outcome, Function<List<Finding>, ApiException> refusal) {
        return outcome.match(
                changed -> changed(status, changed.type()),
                notFound -> {
                    throw notFound(request);
                },
                notUnique -> {
                    throw new ApiException(ErrorCode.NOT_UNIQUE, "passTypeIdentifier already used");
                },
                typeOfAnother -> {
                    throw new ApiException(
                            ErrorCode.INVALID_PARAM_VALUE,
                            Problems.valueSentence("passTypeIdentifier", "is one that another organization uses"));
                },
                refused -> {
                    throw refusal.apply(refused.findings());
                });
    }

    private Response changed(int status, Detailed detailed) {
        Response response = answer(status, detailed);
        return status == 201 ? response.withHeader("Location", PassTypeJson.href(detailed.type())) : response;
    }

    private Response answer(int status, Detailed detailed) {
        List<Finding> findings = types.examine(detailed);
        Optional<SigningCertificate> certificate =
                packager.certificate(detailed.type().identifier());
        return Response.json(
                status, json -> new PassTypeJson(format).write(json, detailed, certificate, clock.instant(), findings));
    }

    private static ApiException templateRefused(List<Finding> findings) {
        return new ApiException(
                ErrorCode.INVALID_PARAM_VALUE,
                Problems.valueSentence("template", "is refused. " + FindingJson.sentences(findings)));
    }

    private Response delete(Request request) {
        QueryParameters.rejectAll(request.query());
        DeleteOutcome outcome = identifier(request)
                .map(identifier -> types.delete(request.organization(), identifier))
                .orElse(DeleteOutcome.NOT_FOUND);
        return switch (outcome) {
            case DELETED -> Response.deleted();
            case HAS_PASSES ->
                throw new ApiException(ErrorCode.DELETE_FAILED, "The pass type has passes. Delete them first.");
            case NOT_FOUND -> throw notFound(request);
        };
    }

    private Response examine(Request request) {
        QueryParameters.rejectAll(request.query());
        return identifier(request)
                .flatMap(identifier -> types.examine(request.organization(), identifier, request.memory()))
                .map(FindingJson::answer)
                .orElseThrow(() -> notFound(request));
    }

    private Response replaceFiles(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        TemplateKind kind = parameters
                .value("kind", TemplateKind::ofLabel, "must be one of pass, pkpasstemplate, pkpass")
                .orElse(TemplateKind.FOLDER);
        parameters.rejectUnknown();
        problems.check();
        SortedMap<PassFileName, byte[]> wanted;
        try {
            wanted = longWork.call(() -> format.unpack(request.body().bytes(), kind));
        } catch (UnmadePackageException e) {
            throw new ApiException(ErrorCode.INVALID_PACKAGE, FindingJson.sentences(e.findings()) + ".");
        }
        return change(
                request,
                replacement(wanted),
                findings -> new ApiException(ErrorCode.INVALID_PACKAGE, FindingJson.sentences(findings) + "."));
    }

    /**
     * Replaces all files of a pass type. A folder without a template leaves the one that is there.
     *
     * @param wanted the files of the folder
     * @return the change
     */
    public static UnaryOperator<SortedMap<PassFileName, byte[]>> replacement(SortedMap<PassFileName, byte[]> wanted) {
        return before -> {
            SortedMap<PassFileName, byte[]> after = new TreeMap<>(wanted);
            Optional.ofNullable(before.get(PassFileName.TEMPLATE))
                    .ifPresent(template -> after.putIfAbsent(PassFileName.TEMPLATE, template));
            return after;
        };
    }

    /** The name of a file, as the path has it. */
    private static String writtenName(Request request) {
        String folder = request.path().get("folder");
        return folder == null ? request.variable("name") : folder + "/" + request.variable("name");
    }

    /** The file that the path names. */
    private static Optional<PassFileName> fileName(Request request) {
        try {
            return Optional.of(new PassFileName(writtenName(request)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ApiException noFile(Request request) {
        return ApiException.notFound("file of the pass type", "name", writtenName(request));
    }

    /**
     * Gives a file of a pass type.
     *
     * @param request a request whose path names the type by the variable {@code passType}, and the file by {@code name} and, where it
     *     is in one, {@code folder}
     * @return the file
     */
    public Response showFile(Request request) {
        QueryParameters.rejectAll(request.query());
        PassFileName name = fileName(request).orElseThrow(() -> noFile(request));
        String mediaType = switch (name.value().substring(name.value().lastIndexOf('.'))) {
            case ".png" -> "image/png";
            case ".pdf" -> "application/pdf";
            case ".json" -> "application/json";
            default -> "application/octet-stream";
        };
        return identifier(request)
                .flatMap(identifier -> types.file(request.organization(), identifier, name, request.memory()))
                .map(content -> Response.bytes(mediaType, content))
                .orElseThrow(() -> noFile(request));
    }

    private Response putFile(Request request) {
        QueryParameters.rejectAll(request.query());
        PassFileName name = fileName(request)
                .orElseThrow(() -> new ApiException(
                        ErrorCode.INVALID_PARAM_VALUE,
                        Problems.valueSentence(
                                "name",
                                "must be that of an image (.png, .pdf), of pass.json, personalization.json or pass.strings, with a folder"
                                        + " such as de.lproj/ at most in front")));
        byte[] content = format.normalized(name, request.body().bytes());
        return change(
                request,
                files -> {
                    files.put(name, content);
                    return files;
                },
                findings -> fileRefused(name, findings));
    }

    private Response deleteFile(Request request) {
        QueryParameters.rejectAll(request.query());
        PassFileName name = fileName(request).orElseThrow(() -> noFile(request));
        return change(
                request,
                files -> {
                    if (files.remove(name) == null) {
                        throw noFile(request);
                    }
                    return files;
                },
                findings -> fileRefused(name, findings));
    }

    private static ApiException fileRefused(PassFileName name, List<Finding> findings) {
        return new ApiException(
                ErrorCode.INVALID_PARAM_VALUE,
                "The file " + name.value().toLowerCase(Locale.ROOT) + " is refused. "
                        + FindingJson.sentences(findings));
    }
}
