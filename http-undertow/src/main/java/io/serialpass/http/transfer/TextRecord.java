package io.serialpass.http.transfer;

import java.util.Map;
import java.util.Optional;

/**
 * One record of a file, whatever it is about.
 *
 * @param line the line that it begins on; the first line of the file is line 1
 * @param texts its texts by the folded names of their columns; without those that are empty
 * @param defect what is wrong with its form, as a sentence; empty if nothing is
 * @since 0.1
 */
public record TextRecord(long line, Map<String, String> texts, Optional<String> defect) {

    /**
     * Copies the texts.
     *
     * @param line the line that it begins on
     * @param texts its texts by the folded names of their columns
     * @param defect what is wrong with its form
     */
    public TextRecord {
        texts = Map.copyOf(texts);
    }

    static TextRecord defective(long line, String defect) {
        return new TextRecord(line, Map.of(), Optional.of(defect));
    }
}
