package io.serialpass.http.web;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Parses JSON objects, and says where what is none breaks. */
final class JsonTree {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // As sent: an amount of 1.50 must not come back as 1.5.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Of what a device sends nothing is refused that can be passed over, such as a number that nobody asks for. */
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonTree() {}

    /**
     * Reads an object, strictly.
     *
     * @throws ApiException if it is no JSON object
     */
    static ObjectNode parse(byte[] bytes) {
        return parse(MAPPER, utf8(bytes));
    }

    static ObjectNode parse(String text) {
        return parse(MAPPER, text);
    }

    static ObjectNode parseLeniently(byte[] bytes) {
        return parse(LENIENT, utf8(bytes));
    }

    /** Writes a tree, with the digits of its numbers and the order of its keys kept. */
    static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return Percent.utf8(bytes);
        } catch (IllegalArgumentException e) {
            throw invalid("The body is not UTF-8.");
        }
    }

    private static ObjectNode parse(JsonMapper mapper, String text) {
        try {
            JsonNode node = mapper.readTree(text);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw invalid(node.isMissingNode() ? "There is no JSON: it is empty." : "The JSON is not an object.");
        } catch (StreamConstraintsException e) {
            throw invalid("The JSON is nested too deeply, or holds a number or a name that is too long.");
        } catch (NumberFormatException e) {
            throw invalid("The JSON holds a number that is too large.");
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            String place = where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
            throw invalid("The JSON breaks" + place + reason(e.getOriginalMessage()) + ".");
        }
    }

    /** The parser's words about the text; those about itself are nothing to a client. */
    private static String reason(String message) {
        String line = message.lines().findFirst().orElse("").replaceAll(" \\(start marker at .*", "");
        boolean ofItself = line.contains("Feature") || line.contains("Constraints") || line.contains("com.fasterxml");
        return line.isEmpty() || ofItself ? "" : ": " + line;
    }

    private static ApiException invalid(String description) {
        return new ApiException(ErrorCode.INVALID_JSON, description);
    }
}
