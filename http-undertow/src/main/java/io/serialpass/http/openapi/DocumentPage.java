package io.serialpass.http.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.http.web.Html;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI document as a page: no scripts, nothing from another host, also good on paper. For one thread. */
final class DocumentPage {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:0 auto;"
            + "padding:1rem;color:#1b1b1b;background:#fff}h1,h2,h3,h4{line-height:1.25}h2{margin-top:3rem;"
            + "border-bottom:1px solid #bbb}h3{margin-top:2.5rem}h4{margin:1rem 0 .25rem}"
            + "code,pre{font:.9em/1.4 ui-monospace,monospace}h3 code{overflow-wrap:anywhere}"
            + "pre{background:#f4f4f4;padding:.75rem;overflow-x:auto;white-space:pre-wrap;overflow-wrap:anywhere}"
            + "table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid #ccc;padding:.25rem .5rem;"
            + "text-align:left;vertical-align:top}small{color:#555}.method{display:inline-block;min-width:4.2rem;"
            + "font-weight:700;color:#0b4f8a}nav ul{columns:20rem;padding-left:1.2rem}a{color:#0b4f8a}"
            + "@media(prefers-color-scheme:dark){body{color:#e6e6e6;background:#161616}pre{background:#242424}"
            + "th,td,h2{border-color:#555}a,.method{color:#8ec5ff}small{color:#aaa}}"
            + "@media print{nav{display:none}h3{break-after:avoid}}";

    /** The page may use its own style, and nothing else. */
    static final String SECURITY_POLICY = "default-src 'none'; style-src " + Html.styleSource(STYLE)
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final JsonNode document;
    private final HtmlText html = new HtmlText();

    DocumentPage(JsonNode document) {
        this.document = document;
    }

    String html() {
        String title = document.at("/info/title").asText();
        html.raw("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width\"><title>")
                .text(title)
                .raw("</title><style>")
                .raw(STYLE)
                .raw("</style></head><body><h1>")
                .text(title)
                .raw("</h1><p>This page shows the OpenAPI document ")
                .link("openapi.json", "openapi.json")
                .raw(", from which clients can be generated.</p>");
        contents();
        html.markdown(document.at("/info/description").asText());
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asText();
            html.raw("<h2 id=\"").text(anchor(name)).raw("\">").text(name).raw("</h2>");
            html.markdown(tag.path("description").asText());
            operations(name, this::operation);
        }
        html.raw("<h2 id=\"schemas\">Schemas</h2>");
        for (Map.Entry<String, JsonNode> schema :
                document.at("/components/schemas").properties()) {
            html.raw("<h3 id=\"" + SchemaHtml.anchor(schema.getKey()) + "\">")
                    .text(schema.getKey())
                    .raw("</h3>");
            SchemaHtml.whole(html, schema.getValue());
        }
        return html.raw("</body></html>").toString();
    }

    private static String anchor(String tag) {
        return "tag-" + tag.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    /** Takes a call. */
    private interface OperationTaker {
        void take(String method, String path, JsonNode pathItem, JsonNode operation);
    }

    private void operations(String tag, OperationTaker taker) {
        document.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(method -> path.getValue()
                                .path(method)
                                .path("tags")
                                .path(0)
                                .asText()
                                .equals(tag))
                        .forEach(method -> taker.take(
                                method,
                                path.getKey(),
                                path.getValue(),
                                path.getValue().path(method))));
    }

    private void contents() {
        html.raw("<nav>");
        for (JsonNode tag : document.path("tags")) {
            String name = tag.path("name").asText();
            html.raw("<h4>").link("#" + anchor(name), name).raw("</h4><ul>");
            operations(
                    name,
                    (method, path, pathItem, operation) -> html.raw("<li>")
                            .link(
                                    "#" + operation.path("operationId").asText(),
                                    operation.path("summary").asText())
                            .raw("</li>"));
            html.raw("</ul>");
        }
        html.raw("</nav>");
    }

    private void operation(String method, String path, JsonNode pathItem, JsonNode operation) {
        html.raw("<h3 id=\"")
                .text(operation.path("operationId").asText())
                .raw("\"><span class=\"method\">")
                .text(method.toUpperCase(Locale.ROOT))
                .raw("</span> ")
                .element("code", path)
                .raw("</h3><p><strong>")
                .inline(operation.path("summary").asText())
                .raw("</strong></p>")
                .markdown(operation.path("description").asText());
        token(operation);
        parameters(pathItem, operation);
        JsonNode body = resolved(operation.path("requestBody"));
        if (!body.isMissingNode()) {
            html.raw("<h4>Body</h4>");
            content(body);
        }
        html.raw("<h4>Answers</h4>");
        operation.path("responses").properties().forEach(response -> response(response.getKey(), response.getValue()));
    }

    private void token(JsonNode operation) {
        JsonNode security = operation.has("security") ? operation.path("security") : document.path("security");
        if (security.isEmpty()) {
            html.raw("<p>It needs no token.</p>");
        } else if (security.path(0).has("passToken")) {
            html.raw("<p>It needs the token of the pass.</p>");
        }
    }

    private void parameters(JsonNode pathItem, JsonNode operation) {
        if (pathItem.path("parameters").isEmpty()
                && operation.path("parameters").isEmpty()) {
            return;
        }
        html.raw("<table><tr><th>parameter</th><th>in</th><th>type</th><th></th></tr>");
        pathItem.path("parameters").forEach(this::parameter);
        operation.path("parameters").forEach(this::parameter);
        html.raw("</table>");
    }

    private void parameter(JsonNode reference) {
        JsonNode parameter = resolved(reference);
        html.raw("<tr><td>")
                .element("code", parameter.path("name").asText())
                .raw("</td><td>")
                .text(parameter.path("in").asText())
                .raw("</td><td>");
        SchemaHtml.words(html, parameter.path("schema"));
        html.raw("</td><td>").inline(parameter.path("description").asText()).raw("</td></tr>");
    }

    private void response(String status, JsonNode reference) {
        JsonNode response = resolved(reference);
        html.raw("<p><strong>")
                .text(status.equals("default") ? "others" : status)
                .raw("</strong> ")
                .inline(response.path("description").asText());
        response.path("headers")
                .fieldNames()
                .forEachRemaining(header ->
                        html.raw(" <small>with ").element("code", header).raw("</small>"));
        html.raw("</p>");
        if (!status.equals("default") && Integer.parseInt(status) < 400) {
            content(response);
        }
    }

    /** Writes what a body or an answer holds, of each media type. */
    private void content(JsonNode holder) {
        for (Map.Entry<String, JsonNode> type : holder.path("content").properties()) {
            JsonNode media = type.getValue();
            JsonNode schema = media.path("schema");
            html.raw("<p>").element("code", type.getKey()).raw(": ");
            if (schema.has("properties")) {
                html.raw("</p>");
                SchemaHtml.whole(html, schema);
            } else {
                SchemaHtml.words(html, schema);
                html.raw("</p>");
            }
            if (media.has("example")) {
                example(media.path("example"));
            }
            media.path("examples").forEach(example -> example(resolved(example).path("value")));
        }
    }

    private void example(JsonNode value) {
        try {
            html.element(
                    "pre",
                    value.isTextual()
                            ? value.asText()
                            : MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always written", e);
        }
    }

    /** The node that a reference within the document leads to, or the node itself. */
    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#") ? document.at(reference.substring(1)) : node;
    }
}
