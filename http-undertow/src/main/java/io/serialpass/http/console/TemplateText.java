package io.serialpass.http.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.serialpass.http.web.ApiException;
import io.serialpass.http.web.JsonBody;
import io.serialpass.http.web.Problems;
import java.nio.charset.StandardCharsets;

/** The template of a pass type as people read and write it: one value on each line. */
final class TemplateText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private TemplateText() {}

    /** A template as it is shown; one that is no JSON is shown as it is. */
    static String of(byte[] template) {
        String text = new String(template, StandardCharsets.UTF_8);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /**
     * Reads a template. Its bytes are those that the API keeps of it, so that another way to break its lines is no change.
     *
     * @throws ApiException 400 if it is no JSON object
     */
    static byte[] read(String text) {
        Problems problems = new Problems();
        // The first reading says where the text breaks, in the lines that its writer sees.
        JsonBody.parse(text, problems);
        return JsonBody.parse("{\"template\":" + text + "}", problems)
                .object("template")
                .orElseThrow();
    }
}
