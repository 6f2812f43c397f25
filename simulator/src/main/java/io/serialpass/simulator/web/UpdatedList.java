package io.serialpass.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The body of the list of updated passes. Source: Apple's "Get the List of Updatable Passes".
 *
 * @param serialNumbers the passes that changed
 * @param tag the tag to send the next time: the text of {@code lastUpdated}
 * @since 0.1
 */
public record UpdatedList(List<String> serialNumbers, String tag) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * What reading a body gave.
     *
     * @param list the list; empty where there is a problem
     * @param problem a sentence that says what is wrong; empty where nothing is
     * @since 0.1
     */
    public record Reading(Optional<UpdatedList> list, String problem) {

        private static Reading wrong(String problem) {
            return new Reading(Optional.empty(), problem);
        }
    }

    /**
     * Reads a body strictly.
     *
     * @param body the bytes
     * @return the list, or what is wrong with the body
     */
    public static Reading read(byte[] body) {
        JsonNode json;
        try {
            json = MAPPER.readTree(body);
        } catch (IOException e) {
            return Reading.wrong("The body is no JSON.");
        }
        JsonNode numbers = json.path("serialNumbers");
        if (!numbers.isArray()) {
            return Reading.wrong("The body has no array serialNumbers.");
        }
        List<String> serialNumbers = new ArrayList<>();
        for (JsonNode number : numbers) {
            if (!number.isTextual()) {
                return Reading.wrong("The array serialNumbers holds something that is no text.");
            }
            serialNumbers.add(number.textValue());
        }
        JsonNode tag = json.path("lastUpdated");
        if (tag.isMissingNode() || tag.isNull()) {
            return Reading.wrong("The body has no lastUpdated.");
        }
        return tag.isTextual()
                ? new Reading(Optional.of(new UpdatedList(List.copyOf(serialNumbers), tag.textValue())), "")
                : Reading.wrong("lastUpdated is no text.");
    }
}
