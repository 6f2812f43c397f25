package io.serialpass.wallet.apple.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads and writes the JSON files of a package. Safe for use by many threads.
 *
 * @since 0.1
 */
public final class PassJsonFormat {

    /** As lenient as Wallet is with pass.json: Apple's own samples have a comma before a closing brace. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private PassJsonFormat() {}

    /**
     * Reads a JSON object.
     *
     * @param name the file's name, for the finding
     * @param bytes the file
     * @param findings takes an error if it is none
     * @return the object; empty if it is none
     */
    public static Optional<ObjectNode> read(String name, byte[] bytes, List<Finding> findings) {
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return Optional.of(object);
            }
            findings.add(Finding.error(name, name + " is not a JSON object.", "Begin it with { and end it with }."));
        } catch (StreamConstraintsException | NumberFormatException e) {
            findings.add(Finding.error(
                    name,
                    name + " is nested too deeply, or holds a number or a name that is too long.",
                    "Take that out."));
        } catch (JsonProcessingException e) {
            String where = Optional.ofNullable(e.getLocation())
                    .map(place -> ": it breaks at line " + place.getLineNr() + ", column " + place.getColumnNr())
                    .orElse("");
            findings.add(Finding.error(name, name + " is not JSON" + where + ".", "Correct it there."));
        } catch (IOException e) {
            findings.add(Finding.error(
                    name, name + " is not JSON in a Unicode encoding.", "Save it in the encoding UTF-8."));
        }
        return Optional.empty();
    }

    /**
     * Writes a JSON object.
     *
     * @param object the object
     * @return its UTF-8 bytes
     */
    public static byte[] write(ObjectNode object) {
        try {
            return JSON.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
