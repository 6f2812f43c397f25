package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws the front of a pass. For one thread. */
final class PassFront {

    /** So much of the width is no content: the margins of both sides. */
    private static final int MARGINS = 28;

    private static final int THUMBNAIL = 90 + 14;

    /** What stands between the ends of a journey, with the margins. */
    private static final int BETWEEN_ENDS = MARGINS + 51;

    /** What the logo and its text need at least, with the margins. */
    private static final int LOGO = 205;

    private final PassPage page;
    private final PassStyle style;
    private final Html html;
    private final boolean strip;
    private final boolean thumbnail;
    private final Optional<Barcode> barcode;
    private final FieldRow header;
    private final FieldRow below;
    private final FieldRow endOfJourney;
    private final FieldRow belowBesideThumbnail;
    private final FieldRow primary;
    private final List<JsonNode> notShown = new ArrayList<>();

    PassFront(PassPage page) {
        this.page = page;
        this.style = page.style();
        this.html = page.html();
        this.strip = style.showsStrip() && page.pictures().has("strip");
        this.thumbnail = style.showsThumbnail(strip) && page.pictures().has("thumbnail");
        this.barcode = Barcode.of(page.pass());
        int width = page.phone().width();
        int content = width - MARGINS;
        this.header = new FieldRow(width - LOGO, 17, 10);
        this.below = new FieldRow(content, 16, 11);
        this.endOfJourney = new FieldRow((width - BETWEEN_ENDS) / 2.0, 42, 11);
        this.belowBesideThumbnail = new FieldRow(content - THUMBNAIL, 16, 11);
        this.primary = primaryRow(content);
    }

    void draw() {
        html.markup("<div class=\"face\">\n<article class=\"pass " + style.key() + (strip ? " with-strip" : "")
                + "\" aria-label=\"front\">\n");
        drawBackground();
        drawHeader();
        switch (style) {
            case BOARDING_PASS -> drawJourney();
            default -> drawPrimary();
        }
        drawBelow();
        html.open("space").close();
        if (page.pass().path("voided").asBoolean()) {
            html.open("voided").text("VOID").close();
        }
        if (style == PassStyle.BOARDING_PASS) {
            page.image("footer");
        }
        barcode.ifPresent(code -> code.match(this::drawBarcode, this::tellBarcode));
        html.markup("</article>\n");
        drawNotShown();
        html.close();
    }

    private void drawBackground() {
        if (style == PassStyle.EVENT_TICKET && !strip) {
            page.image("background");
        }
        if (style == PassStyle.POSTER_GENERIC) {
            page.image("artwork");
        }
    }

    private void drawHeader() {
        html.open("header");
        page.image("logo");
        html.markup("<div class=\"logo-text\" dir=\"auto\">")
                .text(page.text("logoText"))
                .close();
        row("header-fields", header, shown(page.fields("headerFields"), PassStyle.HEADER));
        html.close();
    }

    private void drawPrimary() {
        html.open("primary");
        if (strip) {
            page.image("strip");
        }
        html.open("beside");
        row("row", primary, shown(page.fields("primaryFields"), style.primary()));
        if (style == PassStyle.EVENT_TICKET && thumbnail) {
            row("row", belowBesideThumbnail, shown(page.fields("secondaryFields"), PassStyle.ROW));
        }
        html.close();
        if (thumbnail) {
            page.image("thumbnail");
        }
        html.close();
    }

    private FieldRow primaryRow(int content) {
        if (strip) {
            return style == PassStyle.EVENT_TICKET ? new FieldRow(content, 34, 12) : new FieldRow(content, 44, 13);
        }
        return new FieldRow(thumbnail ? content - THUMBNAIL : content, 26, 11);
    }

    private void drawJourney() {
        html.open("journey");
        List<JsonNode> ends = shown(page.fields("primaryFields"), style.primary());
        for (int i = 0; i < ends.size(); i++) {
            if (i == 1) {
                html.markup(TransitSymbol.svg(
                        page.pass().path(style.key()).path("transitType").asText()));
            }
            row("end", endOfJourney, List.of(ends.get(i)));
        }
        html.close();
    }

    /** The secondary and the auxiliary fields, which a boarding pass shows the other way round. */
    private void drawBelow() {
        boolean square = barcode.map(code -> code.match(Barcode.Drawn::square, refused -> false))
                .orElse(false);
        int most = style.below(square);
        boolean drawn = style == PassStyle.EVENT_TICKET && thumbnail;
        List<JsonNode> secondary = drawn ? List.of() : shown(page.fields("secondaryFields"), PassStyle.ROW);
        List<JsonNode> auxiliary =
                shown(page.fields("auxiliaryFields"), Math.min(style.auxiliary(), most - secondary.size()));
        if (style == PassStyle.BOARDING_PASS) {
            row("row", below, auxiliary);
            row("row", below, secondary);
            return;
        }
        row("row", below, secondary);
        if (style == PassStyle.EVENT_TICKET) {
            // Its auxiliary fields can stand in two rows; the key "row" of a field says in which.
            List<JsonNode> second = auxiliary.stream()
                    .filter(field -> field.path("row").asInt() == 1)
                    .toList();
            List<JsonNode> first =
                    auxiliary.stream().filter(field -> !second.contains(field)).toList();
            row("row", below, shown(first, PassStyle.ROW));
            row("row", below, shown(second, PassStyle.ROW));
        } else {
            row("row", below, auxiliary);
        }
        row("row", below, shown(page.fields("footerFields"), PassStyle.ROW));
    }

    /** The first fields, as many as there is room for. */
    private List<JsonNode> shown(List<JsonNode> fields, int most) {
        int end = Math.min(fields.size(), Math.max(0, most));
        notShown.addAll(fields.subList(end, fields.size()));
        return fields.subList(0, end);
    }

    private void row(String cssClass, FieldRow row, List<JsonNode> fields) {
        if (!fields.isEmpty()) {
            html.open(cssClass);
            row.draw(html, fields.stream().map(this::field).toList());
            html.close();
        }
    }

    private FieldRow.Field field(JsonNode field) {
        String alignment = switch (field.path("textAlignment").asText()) {
            case "PKTextAlignmentLeft" -> "left";
            case "PKTextAlignmentCenter" -> "center";
            case "PKTextAlignmentRight" -> "right";
            default -> "natural";
        };
        return new FieldRow.Field(page.localized(field.path("label").asText()), page.value(field), alignment);
    }

    private Html drawBarcode(Barcode.Drawn drawn) {
        html.open("barcode").markup(drawn.svg());
        if (!drawn.altText().isEmpty()) {
            html.markup("<div class=\"alt-text\" dir=\"auto\">")
                    .text(page.localized(drawn.altText()))
                    .close();
        }
        return html.close();
    }

    private Html tellBarcode(Barcode.Refused refused) {
        return html.open("barcode refused")
                .text("No barcode is drawn. " + refused.reason())
                .close();
    }

    private void drawNotShown() {
        if (!notShown.isEmpty()) {
            html.open("note")
                    .text(notShown.stream()
                            .map(this::field)
                            .map(field -> (field.label().isEmpty() ? "" : field.label() + ": ") + field.value())
                            .collect(
                                    Collectors.joining("; ", "Wallet shows no more fields here. It leaves out: ", ".")))
                    .close();
        }
    }
}
