package io.serialpass.http.openapi;

import io.serialpass.http.web.Html;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Builds a page of HTML. For one thread. */
final class HtmlText {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();

    private final StringBuilder html = new StringBuilder();

    /** Adds HTML as it is. */
    HtmlText raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Adds a text. */
    HtmlText text(String text) {
        html.append(Html.escaped(text));
        return this;
    }

    /** Adds a text with a mark around it. */
    HtmlText element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name + ">");
    }

    /** Adds a link to a place of this page, or to a path of this server. */
    HtmlText link(String target, String text) {
        return raw("<a href=\"").text(target).raw("\">").text(text).raw("</a>");
    }

    /** Adds a text that is written as Markdown, in blocks. */
    HtmlText markdown(String text) {
        html.append(RENDERER.render(PARSER.parse(text)));
        return this;
    }

    /** Adds a text that is written as Markdown and goes into a line, where it is one paragraph. */
    HtmlText inline(String text) {
        String block = RENDERER.render(PARSER.parse(text)).strip();
        boolean isOne = block.startsWith("<p>") && block.indexOf("<p>", 1) < 0 && block.endsWith("</p>");
        html.append(isOne ? block.substring("<p>".length(), block.length() - "</p>".length()) : block);
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
