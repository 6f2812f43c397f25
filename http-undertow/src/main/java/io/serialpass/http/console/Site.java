package io.serialpass.http.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.serialpass.http.web.Access;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.Request;
import io.serialpass.http.web.Response;
import io.serialpass.http.web.Route;
import io.serialpass.turn.Share;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** How the pages of the console are called and shown. Safe for use by many threads. */
final class Site {

    /** The path of the first page, and the beginning of all others. */
    static final String ROOT = "/console";

    static final String SIGN_IN = ROOT + "/sign-in";

    /**
     * Nothing runs but files of this server, nothing is asked of another host, and no other page may show these. A frame shows the
     * picture of a pass.
     */
    private static final String SECURITY_POLICY = "default-src 'none'; style-src 'self'; script-src 'self';"
            + " connect-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    /** A page of the console, so that nobody can make a link that leads from here to another host. */
    private static final Pattern PAGE = Pattern.compile("/console(?:[/?][\\x21-\\x7e&&[^\\\\]]*)?");

    private final Sessions sessions;
    private final Texts texts = Texts.english();
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Site.class.getClassLoader(), Site.class.getPackageName());

    Site(Sessions sessions) {
        this.sessions = sessions;
        templates.setTrimControlStructures(true);
    }

    /** A page of the console that only shows. */
    static Route page(String template, Access access, Route.Handler handler) {
        return Route.get(template, access, Optional.of(Share.ADMINISTRATION), handler);
    }

    /** A call that a form makes, on a page for anybody. */
    static Route form(String template, Access access, Route.Handler handler) {
        return form(template, access, Route.BodyKind.FORM, handler);
    }

    private static Route form(String template, Access access, Route.BodyKind body, Route.Handler handler) {
        return new Route(
                "POST",
                template,
                access,
                body,
                Optional.of(CrossSite::require),
                false,
                Optional.of(Share.ADMINISTRATION),
                Optional.empty(),
                handler);
    }

    /** A call that a form makes, on a page of a session. */
    Route action(String template, Access access, BiFunction<Request, Form, Response> handler) {
        return action(template, access, Route.BodyKind.FORM, handler);
    }

    /**
     * A call that a form with a file makes, on a page of a session.
     *
     * @param body {@link Route.BodyKind#IMPORT_FORM} or {@link Route.BodyKind#FILE_FORM}
     */
    Route action(String template, Access access, Route.BodyKind body, BiFunction<Request, Form, Response> handler) {
        return form(template, access, body, request -> {
            Form form = Form.of(request);
            requireOurs(request, form);
            return handler.apply(request, form);
        });
    }

    private void requireOurs(Request request, Form form) {
        byte[] sent = form.text(Form.TOKEN).getBytes(StandardCharsets.UTF_8);
        byte[] wanted = session(request).map(Session::formToken).orElse("").getBytes(StandardCharsets.UTF_8);
        if (wanted.length == 0 || !MessageDigest.isEqual(sent, wanted)) {
            throw CrossSite.refusal();
        }
    }

    private Optional<Session> session(Request request) {
        return SessionCookie.read(request.headerValues("Cookie")).flatMap(sessions::find);
    }

    /** The texts in the language of the reader. */
    Texts texts() {
        return texts;
    }

    /**
     * Shows a page.
     *
     * @param request whose answer it is
     * @param template the name of its template
     * @param here the path of the part of the console that it belongs to
     * @param title its title
     * @param values what the template needs beside its frame
     */
    Response show(Request request, String template, String here, String title, Map<String, ?> values) {
        return show(request, 200, template, here, title, values);
    }

    /** The same with a status, for a form that is shown again since it was refused. */
    Response show(Request request, int status, String template, String here, String title, Map<String, ?> values) {
        Frame frame = new Frame(
                texts,
                title,
                here,
                request.caller(),
                session(request).map(Session::formToken).orElse(""));
        return render(status, template, frame, values);
    }

    /** Shows an error as a page. */
    Response error(ApiException error) {
        Frame frame = new Frame(texts, texts.get("error.title"), "", Optional.empty(), "");
        return render(error.code().status(), "error", frame, Map.of("sentence", String.valueOf(error.getMessage())));
    }

    private Response render(int status, String template, Frame frame, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", frame);
        Utf8ByteOutput output = new Utf8ByteOutput();
        templates.render(template + ".jte", all, output);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(output.getContentLength());
        try {
            output.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        Response html = Response.bytes("text/html; charset=utf-8", bytes.toByteArray());
        return secured(new Response(status, html.headers(), html.body(), html.stream()));
    }

    private static Response secured(Response page) {
        return page.withHeader("Content-Security-Policy", SECURITY_POLICY)
                .withHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                // With no-referrer, which other answers have, browsers would not say which site a form comes from.
                .withHeader("Referrer-Policy", "same-origin")
                .withHeader("X-Robots-Tag", "noindex")
                .withHeader("Cache-Control", "no-store");
    }

    /** An address that a browser sent, if it is one of the console; else that of the first page. */
    static String pageOrRoot(String address) {
        return PAGE.matcher(address).matches() ? address : ROOT;
    }

    /** Sends a browser to another page, which it gets. */
    static Response goTo(String address) {
        return secured(Response.empty(303).withHeader("Location", address));
    }
}
