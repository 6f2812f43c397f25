package io.serialpass.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI document of all calls. People write it as YAML, one file for each subject; this class joins the files. Both forms
 * are made when the first of them is asked for, and are then kept as bytes. Immutable.
 */
final class OpenApiDocument {

    /** The frame first; the calls come in the order of these files. */
    private static final List<String> FILES = List.of(
            "document",
            "common",
            "serial-numbers",
            "items",
            "passes",
            "packages",
            "links",
            "redemptions",
            "pass-types",
            "devices",
            "events",
            "tokens",
            "webhooks",
            "apple",
            "volt-mx",
            "server",
            "examples");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final byte[] json;
    private final byte[] page;

    private OpenApiDocument(ObjectNode document) {
        this.json = document.toString().getBytes(StandardCharsets.UTF_8);
        this.page = new DocumentPage(document).html().getBytes(StandardCharsets.UTF_8);
    }

    /** Makes the document on first use, since many a server is never asked for it. */
    private static final class Holder {
        private static final OpenApiDocument DOCUMENT = new OpenApiDocument(joined());
    }

    static OpenApiDocument get() {
        return Holder.DOCUMENT;
    }

    /** The document in JSON. The bytes must not be changed. */
    byte[] json() {
        return json;
    }

    /** The document as a page of HTML. The bytes must not be changed. */
    byte[] page() {
        return page;
    }

    private static ObjectNode joined() {
        ObjectNode document = MAPPER.createObjectNode();
        for (String name : FILES) {
            for (Map.Entry<String, JsonNode> part : read(name).properties()) {
                switch (part.getKey()) {
                    case "paths" -> addAll(document.withObject("/paths"), part.getValue(), name);
                    case "components" -> {
                        ObjectNode components = document.withObject("/components");
                        part.getValue()
                                .properties()
                                .forEach(kind ->
                                        addAll(components.withObjectProperty(kind.getKey()), kind.getValue(), name));
                    }
                    default -> document.set(part.getKey(), part.getValue());
                }
            }
        }
        return document;
    }

    private static void addAll(ObjectNode target, JsonNode entries, String file) {
        for (Map.Entry<String, JsonNode> entry : entries.properties()) {
            Optional<JsonNode> before = Optional.ofNullable(target.replace(entry.getKey(), entry.getValue()));
            if (before.isPresent()) {
                throw new IllegalStateException(entry.getKey() + " of " + file + " stands in another file too");
            }
        }
    }

    private static JsonNode read(String name) {
        String resource = name + ".yaml";
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + resource);
            }
            LoadSettings settings = LoadSettings.builder().setLabel(resource).build();
            return MAPPER.valueToTree(new Load(settings).loadFromInputStream(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
