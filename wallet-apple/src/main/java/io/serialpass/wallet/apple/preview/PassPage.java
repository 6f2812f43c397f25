package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that a pass is drawn on, with the parts that both sides need. For one thread.
 *
 * @param pass its pass.json
 * @param style its style
 * @param pictures its images and texts
 * @param phone the phone that shows it
 * @param html takes the page
 */
record PassPage(ObjectNode pass, PassStyle style, PassPictures pictures, Phone phone, Html html) {

    /** A text of pass.json in the language of the phone. */
    String text(String key) {
        return localized(pass.path(key).asText());
    }

    String localized(String text) {
        return pictures.localized(text);
    }

    /** The value of a field, as the phone shows it. */
    String value(JsonNode field) {
        return FieldText.of(field, value -> pictures.localized(value), phone);
    }

    /** The fields of a list such as {@code primaryFields}. A value that is no object is no field. */
    List<JsonNode> fields(String list) {
        List<JsonNode> fields = new ArrayList<>();
        JsonNode all = pass.path(style.key()).path(list);
        if (all.isArray()) {
            all.forEach(fields::add);
        }
        fields.removeIf(field -> !field.isObject());
        return fields;
    }

    /** Draws an image, or a box in its place where there is one that cannot be drawn. */
    void image(String name) {
        pictures.image(name)
                .ifPresentOrElse(
                        picture -> html.markup("<img class=\"" + name + "\" alt=\"" + name + "\" srcset=\""
                                + picture.url() + " " + picture.scale() + "x\">\n"),
                        () -> undrawn(name));
    }

    private void undrawn(String name) {
        if (pictures.has(name)) {
            html.open("undrawn " + name)
                    .text(pictures.isVector(name) ? name + ".pdf" : name + ".png is too large for this page")
                    .close();
        }
    }
}
