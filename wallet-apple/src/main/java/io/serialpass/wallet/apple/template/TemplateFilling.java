package io.serialpass.wallet.apple.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.UnmadePackageException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One run over a template, which puts values in the place of its placeholders. For one thread, once. */
final class TemplateFilling {

    /** Keys whose values are texts, whatever stands for them. */
    private static final Set<String> TEXTS = Set.of(
            "altText",
            "attributedValue",
            "changeMessage",
            "currencyCode",
            "description",
            "eventLogoText",
            "groupingIdentifier",
            "key",
            "label",
            "logoText",
            "message",
            "organizationName",
            "relevantText",
            "teamIdentifier");

    /** The most characters of text in a pass.json that was filled. */
    private static final int MOST_TEXT = 1 << 20;

    private final Function<String, Optional<JsonNode>> values;
    private int left = MOST_TEXT;

    TemplateFilling(Function<String, Optional<JsonNode>> values) {
        this.values = values;
    }

    /** The value that a value of the template becomes; empty if it is left out. */
    Optional<JsonNode> fill(JsonNode node, String key) {
        if (node.isTextual()) {
            String text = node.textValue();
            return text.contains("{{") ? text(text, key) : Optional.of(node);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode filled = object.objectNode();
            for (Map.Entry<String, JsonNode> entry : object.properties()) {
                fill(entry.getValue(), entry.getKey()).ifPresent(value -> filled.set(entry.getKey(), value));
            }
            // A field of a pass without a value is none.
            boolean lostItsValue = object.has("key") && object.has("value") && !filled.has("value");
            return lostItsValue ? Optional.empty() : Optional.of(filled);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode filled = array.arrayNode();
            array.forEach(element -> fill(element, key).ifPresent(filled::add));
            return Optional.of(filled);
        }
        return Optional.of(node);
    }

    private Optional<JsonNode> text(String text, String key) {
        Optional<String> whole = Placeholders.whole(text);
        if (whole.isPresent()) {
            return values.apply(whole.get())
                    .map(value ->
                            TEXTS.contains(key) && !PassTemplate.isUnknown(value) ? wholeText(value, key) : value);
        }
        return Optional.of(Placeholders.replace(text, name -> replacement(values.apply(name), key))
                .<JsonNode>map(TextNode::valueOf)
                .orElse(PassValues.UNKNOWN));
    }

    /** The text in the place of a placeholder within a longer text; empty if only a pass has it. */
    private Optional<String> replacement(Optional<JsonNode> value, String key) {
        if (value.filter(PassTemplate::isUnknown).isPresent()) {
            return Optional.empty();
        }
        String text = value.map(TemplateFilling::asText)
                .map(plain -> escaped(plain, key))
                .orElse("");
        spend(text.length());
        return Optional.of(text);
    }

    /** A field may be large and stand in many places. */
    private void spend(int characters) {
        left -= characters;
        if (left < 0) {
            throw new UnmadePackageException(List.of(Finding.error(
                    "pass.json",
                    "The fields make it larger than " + (MOST_TEXT >> 20) + " MB.",
                    "Use shorter fields, or show them less often.")));
        }
    }

    /** A URL that is one value is taken as it is; markup never is. */
    private static JsonNode wholeText(JsonNode value, String key) {
        String text = asText(value);
        return TextNode.valueOf(key.equals("attributedValue") ? escaped(text, key) : text);
    }

    /** A number is written without an exponent, which nobody wants to read on a pass. */
    private static String asText(JsonNode value) {
        return value.isBigDecimal() ? value.decimalValue().toPlainString() : value.asText();
    }

    private static String escaped(String value, String key) {
        if (key.equals("attributedValue")) {
            return value.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;")
                    .replace("'", "&#39;");
        }
        return key.endsWith("URL")
                ? URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")
                : value;
    }
}
