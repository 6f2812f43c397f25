package io.serialpass.http.wallet;

import com.fasterxml.jackson.core.JsonGenerator;
import io.serialpass.http.web.Response;
import io.serialpass.wallet.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The findings of a doctor, as the API shows them.
 *
 * @since 0.1
 */
public final class FindingJson {

    private FindingJson() {}

    static Response answer(List<Finding> findings) {
        return Response.json(200, json -> {
            json.writeStartObject();
            write(json, findings);
            json.writeEndObject();
        });
    }

    /** Writes the field {@code findings}. */
    static void write(JsonGenerator json, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
            json.writeStringField("where", finding.where());
            json.writeStringField("what", finding.what());
            json.writeStringField("remedy", finding.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * Says why the data of a pass are refused.
     *
     * @param findings what the doctor found
     * @return the end of a sentence that begins with the name of a field
     */
    public static String refusal(List<Finding> findings) {
        return "gives a pass that Wallet refuses: " + sentences(findings);
    }

    /**
     * Writes findings as the sentences of an error.
     *
     * @param findings what the doctor found
     * @return the sentences, the last without its full stop
     */
    public static String sentences(List<Finding> findings) {
        String sentences = findings.stream().limit(20).map(Finding::toString).collect(Collectors.joining(" "));
        return sentences.endsWith(".") ? sentences.substring(0, sentences.length() - 1) : sentences;
    }
}
