package io.serialpass.http.console;

import io.serialpass.Serialpass;
import io.serialpass.http.wallet.FindingJson;
import io.serialpass.http.wallet.PassTypeHandlers;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.ErrorCode;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.service.PassTypeService.Detailed;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassFileName;
import io.serialpass.wallet.TemplateKind;
import io.serialpass.wallet.UnmadePackageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** The pages by which files of a pass type are uploaded and removed. Safe for use by many threads. */
final class PassTypeFilePages {

    private static final String UPLOAD = PassTypePages.ONE + "/upload";

    private static final String REMOVE = PassTypePages.ONE + "/remove";

    private final Site site;
    private final Serialpass app;

    PassTypeFilePages(Site site, Serialpass app) {
        this.site = site;
        this.app = app;
    }

    List<Route> routes() {
        return List.of(
                Site.page(UPLOAD, Access.ADMINISTRATOR, this::show),
                site.action(UPLOAD, Access.ADMINISTRATOR, Route.BodyKind.FILE_FORM, this::upload),
                Site.page(REMOVE, Access.ADMINISTRATOR, this::confirm),
                site.action(REMOVE, Access.ADMINISTRATOR, this::remove));
    }

    private Response show(Request request) {
        QueryParameters.rejectAll(request.query());
        return show(request, 200, PassTypePages.find(request, app), "", "");
    }

    private Response show(Request request, int status, Detailed found, String language, String problem) {
        return site.show(
                request,
                status,
                "upload",
                PassTypePages.LIST,
                site.texts().get("upload.title", found.type().identifier().value()),
                Map.of("type", found.type(), "language", language, "problem", problem));
    }

    private Response upload(Request request, Form form) {
        Detailed found = PassTypePages.find(request, app);
        String language = form.text("language").strip();
        String name = lastPart(request.body().form().orElseThrow().fileName());
        if (name.isEmpty()) {
            return show(request, 400, found, language, site.texts().get("upload.none"));
        }
        byte[] content = content(request);
        UnaryOperator<SortedMap<PassFileName, byte[]>> change;
        try {
            change = TemplateKind.ofFileName(name)
                    .map(kind -> PassTypeHandlers.replacement(
                            app.longWork().call(() -> app.format().unpack(content, kind))))
                    .orElseGet(() -> addition(language, name, content));
        } catch (UnmadePackageException e) {
            return refuse(request, found, language, e.findings());
        } catch (IllegalArgumentException e) {
            return show(request, 400, found, language, site.texts().get("upload.name", String.valueOf(e.getMessage())));
        }
        return PassTypePages.after(
                request,
                app.passTypes().update(request.organization(), found.type().identifier(), change, request.memory()),
                "uploaded",
                findings -> refuse(request, found, language, findings));
    }

    private Response refuse(Request request, Detailed found, String language, List<Finding> findings) {
        String problem = site.texts().get("upload.refused") + " " + FindingJson.sentences(findings) + ".";
        return show(request, 400, found, language, problem);
    }

    /** Some browsers send the whole path of a file. */
    private static String lastPart(String fileName) {
        return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .strip();
    }

    private static byte[] content(Request request) {
        Path file = request.body().file().orElseThrow();
        try {
            request.memory().take(Files.size(file));
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private UnaryOperator<SortedMap<PassFileName, byte[]>> addition(String language, String name, byte[] content) {
        PassFileName file = new PassFileName(language.isEmpty() ? name : language + ".lproj/" + name);
        byte[] kept = app.format().normalized(file, content);
        return files -> {
            files.put(file, kept);
            return files;
        };
    }

    private Response confirm(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        Optional<String> sent = parameters.value("file", Optional::of, "must be the name of a file");
        parameters.rejectUnknown();
        problems.check();
        Detailed found = PassTypePages.find(request, app);
        PassFileName file = file(found, sent.orElse(""));
        return site.show(
                request,
                "file-remove",
                PassTypePages.LIST,
                site.texts().get("file-remove.title"),
                Map.of("type", found.type(), "file", file.value()));
    }

    /** A file that the type has. */
    private static PassFileName file(Detailed found, String name) {
        return found.content().files().keySet().stream()
                .filter(file -> file.value().equals(name))
                .findFirst()
                .orElseThrow(() -> noFile(name));
    }

    private static ApiException noFile(String name) {
        return ApiException.notFound("file of the pass type", "name", name);
    }

    private Response remove(Request request, Form form) {
        Detailed found = PassTypePages.find(request, app);
        PassFileName file = file(found, form.text("file"));
        return PassTypePages.after(
                request,
                app.passTypes()
                        .update(
                                request.organization(),
                                found.type().identifier(),
                                files -> {
                                    if (files.remove(file) == null) {
                                        throw noFile(file.value());
                                    }
                                    return files;
                                },
                                request.memory()),
                "removed",
                findings -> {
                    throw new ApiException(
                            ErrorCode.INVALID_PARAM_VALUE,
                            site.texts().get("template.refused") + " " + FindingJson.sentences(findings) + ".");
                });
    }
}
