package io.serialpass.http.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes schemas for people: a table of fields, or a few words. Stateless. */
final class SchemaHtml {

    private static final String SCHEMAS = "#/components/schemas/";

    private SchemaHtml() {}

    /** The place of a named schema within the page. */
    static String anchor(String name) {
        return "schema-" + name;
    }

    /** Writes what a value is, in a few words, with links to the named schemas. */
    static void words(HtmlText html, JsonNode schema) {
        String reference = schema.path("$ref").asText();
        if (reference.startsWith(SCHEMAS)) {
            String name = reference.substring(SCHEMAS.length());
            html.link("#" + anchor(name), name);
            return;
        }
        for (String kind : List.of("oneOf", "anyOf")) {
            if (schema.has(kind)) {
                alternatives(html, schema.path(kind));
                return;
            }
        }
        if (schema.has("items")) {
            html.raw(types(schema).contains("null") ? "array or null, of " : "array of ");
            words(html, schema.path("items"));
            return;
        }
        html.text(String.join(" or ", types(schema)));
        limits(html, schema);
    }

    private static void alternatives(HtmlText html, JsonNode schemas) {
        String between = "";
        for (JsonNode schema : schemas) {
            html.raw(between);
            words(html, schema);
            between = " or ";
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        List<String> types = new ArrayList<>();
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else {
            types.add(type.asText("object"));
        }
        if (schema.path("format").asText().equals("date-time")) {
            types.replaceAll(one -> one.equals("string") ? "date" : one);
        }
        return types;
    }

    private static void limits(HtmlText html, JsonNode schema) {
        if (schema.has("enum")) {
            String between = ": ";
            for (JsonNode value : schema.path("enum")) {
                html.raw(between).element("code", value.asText());
                between = ", ";
            }
        }
        range(html, schema, "minimum", "maximum", "");
        range(html, schema, "minLength", "maxLength", " characters");
        if (schema.has("default")) {
            html.raw("; ").element("code", schema.path("default").asText()).raw(" if not given");
        }
    }

    private static void range(HtmlText html, JsonNode schema, String least, String most, String unit) {
        if (schema.has(least) && schema.has(most)) {
            html.text(", " + schema.path(least).asText() + " to "
                    + schema.path(most).asText() + unit);
        } else if (schema.has(least)) {
            html.text(", at least " + schema.path(least).asText() + unit);
        } else if (schema.has(most)) {
            html.text(", at most " + schema.path(most).asText() + unit);
        }
    }

    /** Writes a schema as a whole: its description, and its fields or what it is. */
    static void whole(HtmlText html, JsonNode schema) {
        if (schema.has("description")) {
            html.markdown(schema.path("description").asText());
        }
        if (!schema.has("properties")) {
            html.raw("<p>");
            words(html, schema);
            html.raw("</p>");
            return;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        html.raw("<table><tr><th>field</th><th>type</th><th></th></tr>");
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            html.raw("<tr><td>").element("code", field.getKey());
            html.raw(required.contains(field.getKey()) ? "" : " <small>optional</small>")
                    .raw("</td><td>");
            words(html, field.getValue());
            html.raw("</td><td>")
                    .inline(field.getValue().path("description").asText())
                    .raw("</td></tr>");
        }
        html.raw("</table>");
    }
}
