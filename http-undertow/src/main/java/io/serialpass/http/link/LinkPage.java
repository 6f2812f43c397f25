package io.serialpass.http.link;

import io.serialpass.http.web.Html;
import io.serialpass.http.web.Resources;
import io.serialpass.http.web.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Writes the pages of links. They run nothing, and fetch nothing but the pictures of the passes. */
final class LinkPage {

    private static final String CSS =
            new String(Resources.read(LinkPage.class, "link.css"), StandardCharsets.UTF_8).replace("\n", "");

    /** The browser uses this style alone, even if another one got into a page. */
    private static final String SECURITY_POLICY = "default-src 'none'; style-src " + Html.styleSource(CSS)
            + "; img-src data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final LinkTexts texts;

    LinkPage(LinkTexts texts) {
        this.texts = texts;
    }

    /**
     * A page that says why there is no pass.
     *
     * @param key the begin of the keys of its texts
     */
    Response message(int status, String key) {
        return page(status, texts.text(key + ".title"), "<p>" + texts.text(key + ".text") + "</p>\n");
    }

    /**
     * The page that shows passes.
     *
     * @param token the secret of the link, which needs no escaping
     * @param passes how many passes it leads to
     * @param code the URL of the page as a QR code; empty if nobody knows the URL
     * @param badge the badge of Wallet as a data URL; empty for none
     */
    Response passes(String token, int passes, Optional<String> code, Optional<String> badge) {
        String number = passes == 1 ? ".one" : ".many";
        StringBuilder html = new StringBuilder("<div class=\"ways\">\n");
        code.ifPresent(svg -> html.append("<section class=\"scan\">\n<div class=\"code\">")
                .append(svg)
                .append("</div>\n<p>")
                .append(texts.text("scan" + number))
                .append("</p>\n</section>\n"));
        String download = texts.text("download" + number);
        html.append("<p class=\"get\"><a href=\"").append(token).append("/package\"");
        badge.ifPresentOrElse(
                url -> html.append("><img class=\"badge\" src=\"")
                        .append(url)
                        .append("\" alt=\"")
                        .append(download)
                        .append("\">"),
                () -> html.append(" class=\"plain\">").append(download));
        html.append("</a></p>\n</div>\n");
        for (int i = 1; i <= passes; i++) {
            // Without a token of sandbox it runs nothing and belongs to no host.
            html.append("<iframe sandbox loading=\"")
                    .append(i == 1 ? "eager" : "lazy")
                    .append("\" src=\"")
                    .append(token)
                    .append("/preview/")
                    .append(i)
                    .append("\" title=\"")
                    .append(texts.text("picture"))
                    .append(passes == 1 ? "" : " " + i)
                    .append("\"></iframe>\n");
        }
        html.append("<p class=\"note\">").append(texts.text("personal")).append("</p>\n");
        return page(200, texts.text("title" + number), html.toString());
    }

    private Response page(int status, String title, String content) {
        String html = "<!DOCTYPE html>\n<html lang=\"" + texts.language().toLanguageTag() + "\" dir=\""
                + texts.direction() + "\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<meta name=\"robots\" content=\"noindex\">\n<title>" + title + "</title>\n<style>" + CSS
                + "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n" + content
                + "</main>\n</body>\n</html>\n";
        return new Response(
                status,
                Map.of(
                        "Content-Type",
                        "text/html; charset=utf-8",
                        "Content-Language",
                        texts.language().toLanguageTag(),
                        "Content-Security-Policy",
                        SECURITY_POLICY,
                        "Cache-Control",
                        "private, no-store"),
                html.getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }
}
