package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.doctor.PkpassFiles;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Draws a pass as it will look in Wallet, front and back, as a page of HTML without scripts that needs nothing else. It is
 * drawn after the pictures of Apple's "Pass Design and Creation", and not to the pixel.
 */
public final class PassPreview {

    private static final Pattern COLOR = Pattern.compile("rgb\\(\\s*\\d{1,3}\\s*,\\s*\\d{1,3}\\s*,\\s*\\d{1,3}\\s*\\)");

    private static final List<String> STYLES =
            List.of("boardingPass", "coupon", "eventTicket", "generic", "storeCard", "posterGeneric");

    private static final Map<String, String> TRANSIT_SIGNS = Map.of(
            "PKTransitTypeAir", "\u2708",
            "PKTransitTypeBoat", "\u26f4",
            "PKTransitTypeBus", "\ud83d\ude8c",
            "PKTransitTypeTrain", "\ud83d\ude86");

    private static final String CSS = resource("preview.css");

    private final ObjectNode pass;
    private final PassPictures pictures;
    private final Locale locale;
    private final String style;
    private final JsonNode fields;
    private final Html html = new Html();

    private PassPreview(ObjectNode pass, Map<String, byte[]> files, Locale locale) {
        this.pass = pass;
        this.pictures = new PassPictures(files, locale);
        this.locale = locale;
        this.style = STYLES.stream().filter(pass::has).findFirst().orElse("generic");
        this.fields = pass.path(style);
    }

    /**
     * Draws a package.
     *
     * @param pkpass the package's bytes
     * @param locale the language and region of the phone
     * @return an HTML page
     * @throws UnmadePackageException if the package cannot be read
     */
    public static String of(byte[] pkpass, Locale locale) {
        PkpassFiles files = PkpassFiles.unpack(pkpass, PkpassFiles.Keep.WHOLE);
        if (!files.problems().isEmpty()) {
            throw new UnmadePackageException(files.problems().stream()
                    .map(problem -> Finding.error("archive", problem, "Upload another package."))
                    .toList());
        }
        return of(files.kept(), locale);
    }

    /**
     * Draws the files of a package.
     *
     * @param files the files by name
     * @param locale the language and region of the phone
     * @return an HTML page
     * @throws UnmadePackageException if pass.json cannot be read
     */
    public static String of(Map<String, byte[]> files, Locale locale) {
        List<Finding> findings = new ArrayList<>();
        byte[] json = files.get("pass.json");
        if (json == null) {
            findings.add(Finding.error("pass.json", "There is no pass.json.", "Add it."));
            throw new UnmadePackageException(findings);
        }
        ObjectNode pass = PassJsonFormat.read("pass.json", json, findings)
                .orElseThrow(() -> new UnmadePackageException(findings));
        return new PassPreview(pass, files, locale).draw();
    }

    private String draw() {
        html.markup("<!DOCTYPE html>\n<html lang=\"")
                .text(locale.toLanguageTag())
                .markup(
                        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .text(text(pass, "description"))
                .markup("</title>\n<style>\n" + CSS + "</style>\n</head>\n<body>\n");
        html.markup("<div class=\"faces\" style=\"--background:" + color("backgroundColor", "rgb(255,255,255)")
                + ";--foreground:" + color("foregroundColor", "rgb(0,0,0)") + ";--label:"
                + color("labelColor", color("foregroundColor", "rgb(90,90,90)")) + "\">\n");
        drawFront();
        drawBack();
        html.close();
        return html.markup("</body>\n</html>\n").toString();
    }

    private String color(String key, String otherwise) {
        String color = pass.path(key).asText();
        return COLOR.matcher(color).matches() ? color : otherwise;
    }

    private String text(JsonNode node, String key) {
        return pictures.localized(node.path(key).asText());
    }

    private void drawFront() {
        boolean strip =
                pictures.image("strip").isPresent() && !style.equals("generic") && !style.equals("boardingPass");
        boolean background = style.equals("eventTicket")
                && !strip
                && pictures.image("background").isPresent();
        html.markup("<article class=\"pass " + style + (strip ? " with-strip" : "") + "\" aria-label=\"front\">\n");
        if (background) {
            image("background", "background");
        }
        if (pass.path("voided").asBoolean()) {
            html.open("voided").text("VOID").close();
        }
        drawHeader();
        drawPrimary(strip);
        if (style.equals("boardingPass")) {
            row("auxiliaryFields", "row");
            row("secondaryFields", "row");
        } else {
            row("secondaryFields", "row");
            row("auxiliaryFields", "row");
        }
        row("footerFields", "row");
        html.open("space").close();
        if (style.equals("boardingPass")) {
            image("footer", "footer");
        }
        drawBarcode();
        html.markup("</article>\n");
    }

    private void drawHeader() {
        html.open("header");
        image("logo", "logo");
        html.open("logo-text").text(text(pass, "logoText")).close();
        row("headerFields", "header-fields");
        html.close();
    }

    private void drawPrimary(boolean strip) {
        html.open("primary");
        if (strip) {
            image("strip", "strip");
        }
        if (style.equals("boardingPass")) {
            drawJourney();
        } else {
            row("primaryFields", "row");
        }
        boolean thumbnail = style.equals("generic") || (style.equals("eventTicket") && !strip);
        if (thumbnail) {
            image("thumbnail", "thumbnail");
        }
        html.close();
    }

    private void drawJourney() {
        JsonNode ends = fields.path("primaryFields");
        html.open("journey");
        for (int i = 0; ends.isArray() && i < ends.size(); i++) {
            if (i == 1) {
                html.open("transit")
                        .text(TRANSIT_SIGNS.getOrDefault(
                                fields.path("transitType").asText(), "\u2192"))
                        .close();
            }
            field(ends.get(i));
        }
        html.close();
    }

    private void row(String list, String cssClass) {
        JsonNode row = fields.path(list);
        if (row.isArray() && !row.isEmpty()) {
            html.open(cssClass);
            row.forEach(this::field);
            html.close();
        }
    }

    private void field(JsonNode field) {
        String alignment = field.path("textAlignment")
                .asText()
                .replace("PKTextAlignment", "")
                .toLowerCase(Locale.ROOT);
        html.open("field" + (List.of("left", "center", "right").contains(alignment) ? " " + alignment : ""));
        html.open("label").text(text(field, "label")).close();
        html.open("value").text(pictures.localized(FieldText.of(field, locale))).close();
        html.close();
    }

    private void image(String name, String cssClass) {
        Optional<String> data = pictures.image(name);
        data.ifPresent(
                url -> html.markup("<img class=\"" + cssClass + "\" alt=\"" + name + "\" src=\"" + url + "\">\n"));
    }

    private void drawBarcode() {
        Barcode.of(pass).ifPresent(barcode -> {
            html.open(barcode.square() ? "barcode square" : "barcode").markup(barcode.svg());
            if (!barcode.altText().isEmpty()) {
                html.open("alt-text")
                        .text(pictures.localized(barcode.altText()))
                        .close();
            }
            html.close();
        });
    }

    private void drawBack() {
        html.markup("<article class=\"pass back\" aria-label=\"back\">\n").open("header");
        image("icon", "icon");
        html.open("logo-text").text(text(pass, "organizationName")).close().close();
        html.open("description").text(text(pass, "description")).close();
        for (String list : List.of("backFields", "additionalInfoFields")) {
            for (JsonNode field : fields.path(list)) {
                html.open("field");
                html.open("label").text(text(field, "label")).close();
                String value = field.has("attributedValue")
                        ? withoutTags(text(field, "attributedValue"))
                        : pictures.localized(FieldText.of(field, locale));
                html.open("value").text(value).close().close();
            }
        }
        html.markup("</article>\n");
    }

    /** Links are shown as their text: nothing of a pass becomes markup. */
    private static String withoutTags(String markup) {
        return markup.replaceAll("<[^<>]*+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PassPreview.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
