package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Draws the back of a pass: everything that Wallet shows behind its button. For one thread. */
final class PassBack {

    private final PassPage page;

    PassBack(PassPage page) {
        this.page = page;
    }

    void draw() {
        Html html = page.html();
        html.markup("<div class=\"face\">\n<article class=\"pass back\" aria-label=\"back\">\n")
                .open("header");
        page.image("icon");
        html.open("logo-text").text(page.text("organizationName")).close().close();
        html.open("description").text(page.text("description")).close();
        for (String list : List.of("backFields", "additionalInfoFields")) {
            page.fields(list).forEach(this::field);
        }
        html.markup("</article>\n</div>\n");
    }

    private void field(JsonNode field) {
        Html html = page.html();
        html.open("field").markup("<div class=\"label\" dir=\"auto\">");
        html.text(page.localized(field.path("label").asText())).close();
        html.markup("<div class=\"value\" dir=\"auto\">");
        for (LinkText.Piece piece : pieces(field)) {
            if (piece.link()) {
                html.markup("<span class=\"link\">").text(piece.text()).markup("</span>");
            } else {
                html.text(piece.text());
            }
        }
        html.close().close();
    }

    private List<LinkText.Piece> pieces(JsonNode field) {
        JsonNode attributed = field.path("attributedValue");
        return attributed.isTextual()
                ? LinkText.ofMarkup(page.localized(attributed.textValue()))
                : LinkText.ofText(page.value(field), field.path("dataDetectorTypes"));
    }
}
