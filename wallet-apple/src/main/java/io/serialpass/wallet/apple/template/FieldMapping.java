package io.serialpass.wallet.apple.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.UnmadePackageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says what the values of a finished pass become when it is made a template. It is JSON that people can edit:
 *
 * <pre>{@code
 * {
 *   "barcode" : "{{serialNumber}}",
 *   "fields" : {
 *     "seat" : "{{fields.seat}}",
 *     "terms" : null
 *   }
 * }
 * }</pre>
 *
 * <p>A field whose key stands there with {@code null}, or not at all, keeps the text that the pass has. Immutable.
 *
 * @param barcode what the messages of barcodes become; empty to keep them
 * @param fields by field key, what the value becomes; empty to keep it
 * @since 0.1
 */
public record FieldMapping(Optional<String> barcode, SortedMap<String, Optional<String>> fields) {

    private static final String BARCODE = "barcode";
    private static final String FIELDS = "fields";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Copies the fields.
     *
     * @param barcode the text that the messages of barcodes become
     * @param fields the new value of each field, by the key of the field
     */
    public FieldMapping {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    /**
     * Reads a mapping.
     *
     * @param name the file's name, for the findings
     * @param json the file
     * @return the mapping
     * @throws UnmadePackageException if it is none
     */
    public static FieldMapping read(String name, byte[] json) {
        List<Finding> findings = new ArrayList<>();
        Optional<ObjectNode> root = PassJsonFormat.read(name, json, findings);
        if (root.isEmpty()) {
            throw new UnmadePackageException(findings);
        }
        for (Map.Entry<String, JsonNode> entry : root.get().properties()) {
            if (!entry.getKey().equals(BARCODE) && !entry.getKey().equals(FIELDS)) {
                throw refused(
                        name, "It has a key " + Shown.text(entry.getKey()) + ".", "Use barcode and fields alone.");
            }
        }
        JsonNode named = root.get().path(FIELDS);
        if (!named.isObject() && !named.isMissingNode()) {
            throw refused(name, "Its fields are no JSON object.", "Write them as {\"seat\": \"{{fields.seat}}\"}.");
        }
        TreeMap<String, Optional<String>> fields = new TreeMap<>();
        named.properties().forEach(field -> fields.put(field.getKey(), text(name, field.getKey(), field.getValue())));
        return new FieldMapping(text(name, BARCODE, root.get().path(BARCODE)), fields);
    }

    private static Optional<String> text(String name, String key, JsonNode value) {
        if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
            throw refused(
                    name,
                    "The value of " + Shown.text(key) + " is neither a text nor null.",
                    "Write a text with placeholders, or null to keep what the pass has.");
        }
        return Optional.ofNullable(value.textValue());
    }

    private static UnmadePackageException refused(String name, String what, String remedy) {
        return new UnmadePackageException(List.of(Finding.error(name, what, remedy)));
    }

    /**
     * Writes the mapping in the form that {@link #read} takes.
     *
     * @return JSON in UTF-8, a line for each field
     */
    public byte[] write() {
        ObjectNode root = JSON.createObjectNode();
        root.put(BARCODE, barcode.orElse(null));
        ObjectNode named = root.putObject(FIELDS);
        fields.forEach((key, value) -> named.put(key, value.orElse(null)));
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
