package io.serialpass.storage.jdbc.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts many values into chunks, each for one statement. The length of a chunk is a power of two, so that there are few different
 * statements and all stay prepared.
 *
 * @since 0.1
 */
public final class Chunks {

    private Chunks() {}

    /**
     * The chunks, in the order of the values.
     *
     * @param most the length of the longest chunk, a power of two
     */
    public static <T> List<List<T>> of(List<T> values, int most) {
        List<List<T>> chunks = new ArrayList<>();
        int begin = 0;
        while (begin < values.size()) {
            int length = Math.min(most, Integer.highestOneBit(values.size() - begin));
            chunks.add(values.subList(begin, begin + length));
            begin += length;
        }
        return chunks;
    }

    /** The text that stands for each value of a chunk, with commas between. */
    public static String repeat(String text, List<?> chunk) {
        return String.join(", ", Collections.nCopies(chunk.size(), text));
    }
}
