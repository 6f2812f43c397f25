package io.serialpass.storage.jdbc;

import java.util.Optional;

/**
 * Ends of the ranges of texts that begin with a prefix.
 *
 * @since 0.1
 */
public final class Prefixes {

    private Prefixes() {}

    /**
     * The least text, by code point, that is greater than every text with this prefix; empty if there is none. If the prefix is
     * folded, so is the order that is meant.
     */
    public static Optional<String> successor(String prefix) {
        int[] codePoints = prefix.codePoints().toArray();
        for (int last = codePoints.length - 1; last >= 0; last--) {
            int next = codePoints[last] + 1;
            if (next == Character.MIN_SURROGATE) {
                next = Character.MAX_SURROGATE + 1;
            }
            if (next <= Character.MAX_CODE_POINT) {
                codePoints[last] = next;
                // '@' is followed by 'A', which NOCASE takes for 'a': a wider range than need be, never a narrower one.
                return Optional.of(new String(codePoints, 0, last + 1));
            }
        }
        return Optional.empty();
    }
}
