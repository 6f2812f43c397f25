package io.serialpass.wallet.apple.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.TemplateKind;
import io.serialpass.wallet.UnmadePackageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The pass.json of a pass that is finished: of a package that was signed, or of a template of Apple's Pass Designer, whose
 * values are those of one pass. Makes a template of it: the values of that one pass are taken out, or become placeholders.
 * Immutable.
 *
 * @since 0.1
 */
public final class FinishedPass {

    /** The keys that the server fills in for each pass. */
    private static final Set<String> FILLED_IN = Set.of(
            "authenticationToken",
            "expirationDate",
            "passTypeIdentifier",
            "serialNumber",
            "teamIdentifier",
            "voided",
            "webServiceURL");

    private static final String SERIAL_NUMBER = "{{serialNumber}}";

    /** The longest name of a field of {@link io.serialpass.wallet.PassFields}. */
    private static final int LONGEST_NAME = 255;

    private final ObjectNode pass;

    private FinishedPass(ObjectNode pass) {
        this.pass = pass;
    }

    /**
     * Reads the pass of a package.
     *
     * @param json its pass.json, in which two braces are two braces
     * @return the pass
     * @throws UnmadePackageException if it is no JSON object
     */
    public static FinishedPass ofPackage(byte[] json) {
        return new FinishedPass((ObjectNode) withEscapedBraces(read(json)));
    }

    /**
     * Reads a template of Apple's Pass Designer.
     *
     * @param json its pass.json, in which placeholders may stand already
     * @return the pass
     * @throws UnmadePackageException if it is no JSON object
     */
    public static FinishedPass ofDesigner(byte[] json) {
        return new FinishedPass(read(json));
    }

    /**
     * Reads a finished pass.
     *
     * @param json its pass.json
     * @param kind whether it is that of a package or of the Pass Designer
     * @return the pass
     * @throws UnmadePackageException if it is no JSON object
     */
    public static FinishedPass of(byte[] json, TemplateKind kind) {
        return kind == TemplateKind.PACKAGE ? ofPackage(json) : ofDesigner(json);
    }

    private static ObjectNode read(byte[] json) {
        List<Finding> findings = new ArrayList<>();
        return PassJsonFormat.read("pass.json", json, findings).orElseThrow(() -> new UnmadePackageException(findings));
    }

    private static JsonNode withEscapedBraces(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(node.textValue().replace("{{", "\\{{"));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(withEscapedBraces(entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, withEscapedBraces(array.get(i)));
            }
        }
        return node;
    }

    /**
     * The mapping that is used where nobody says otherwise: each field becomes a field of the pass with the same name, and a
     * barcode that is the serial number stays it.
     *
     * @return the mapping
     */
    public FieldMapping defaultMapping() {
        Map<String, Optional<String>> fields = new TreeMap<>();
        for (ObjectNode field : fields(pass)) {
            String key = field.path("key").asText();
            String value = field.path("value").asText();
            fields.put(key, Optional.of(placeholder(key, value)));
        }
        Set<String> messages = new TreeSet<>();
        barcodes(pass).forEach(barcode -> messages.add(barcode.path("message").asText()));
        Optional<String> barcode = messages.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        messages.size() == 1
                                ? placeholder("barcode", messages.iterator().next())
                                : fieldOf("barcode"));
        return new FieldMapping(barcode, new TreeMap<>(fields));
    }

    /** A text that holds a placeholder is the designer's own. */
    private String placeholder(String key, String value) {
        String serialNumber = pass.path("serialNumber").asText();
        if (value.contains("{{")) {
            return value;
        }
        return !serialNumber.isEmpty() && value.equals(serialNumber) ? SERIAL_NUMBER : fieldOf(key);
    }

    /** Braces end a placeholder, and a name is a short line, so that a key of another kind has a name that is made of it. */
    private static String fieldOf(String key) {
        String name = key.strip().replaceAll("[{}\\p{Cntrl}]", "_");
        String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return "{{fields." + (cut.isEmpty() ? "field" : cut) + "}}";
    }

    /**
     * Makes the template.
     *
     * @param mapping the placeholders that values become
     * @return a pass.json with placeholders
     * @throws UnmadePackageException if the mapping names a field that the pass does not have
     */
    public byte[] template(FieldMapping mapping) {
        ObjectNode template = pass.deepCopy();
        template.remove(FILLED_IN);
        Set<String> unknown = new TreeSet<>(mapping.fields().keySet());
        for (ObjectNode field : fields(template)) {
            String key = field.path("key").asText();
            unknown.remove(key);
            mapping.fields().getOrDefault(key, Optional.empty()).ifPresent(value -> replace(field, value));
        }
        if (!unknown.isEmpty()) {
            throw new UnmadePackageException(List.of(Finding.error(
                    "mapping",
                    "It names fields that the pass does not have: " + Shown.text(String.join(", ", unknown)) + ".",
                    "Take them out, or correct their names.")));
        }
        barcodes(template)
                .forEach(barcode -> mapping.barcode().ifPresent(message -> {
                    // The text below it says the same in most passes.
                    if (barcode.path("altText").equals(barcode.path("message"))) {
                        barcode.put("altText", message);
                    }
                    barcode.put("message", message);
                }));
        return PassJsonFormat.write(template);
    }

    private static void replace(ObjectNode field, String value) {
        String before = field.path("value").asText();
        String markup = field.path("attributedValue").asText();
        field.put("value", value);
        if (!before.isEmpty() && markup.contains(before)) {
            field.put("attributedValue", markup.replace(before, value));
        } else if (!value.equals(before)) {
            // Wallet shows it instead of the value, and it is that of one pass.
            field.remove("attributedValue");
        }
    }

    /** All fields, of whatever style and list: objects with a key and a value. */
    private static List<ObjectNode> fields(ObjectNode pass) {
        List<ObjectNode> fields = new ArrayList<>();
        for (JsonNode style : pass) {
            if (style.isObject()) {
                for (Map.Entry<String, JsonNode> list : style.properties()) {
                    if (list.getKey().endsWith("Fields")) {
                        list.getValue().forEach(field -> {
                            if (field instanceof ObjectNode object && object.has("key") && object.has("value")) {
                                fields.add(object);
                            }
                        });
                    }
                }
            }
        }
        return fields;
    }

    private static List<ObjectNode> barcodes(ObjectNode pass) {
        List<ObjectNode> barcodes = new ArrayList<>();
        if (pass.get("barcode") instanceof ObjectNode barcode) {
            barcodes.add(barcode);
        }
        if (pass.get("barcodes") instanceof ArrayNode array) {
            array.forEach(element -> {
                if (element instanceof ObjectNode barcode) {
                    barcodes.add(barcode);
                }
            });
        }
        if (pass.get("nfc") instanceof ObjectNode nfc && nfc.has("message")) {
            barcodes.add(nfc);
        }
        return barcodes;
    }
}
