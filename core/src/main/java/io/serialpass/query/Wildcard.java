package io.serialpass.query;

import io.serialpass.text.Texts;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for a text: {@code *} stands for any characters, also none, anywhere and any number of times; without a star
 * it is the whole text. The star has no escape and matches itself too. Letters A to Z match in either case, every other
 * character itself only. (Valomnia documents {@code abc*}, {@code *abc} and {@code *abc*}; the rest is Serialpass's.)
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @since 0.1
 */
public final class Wildcard {

    /** The most characters that a pattern may have. */
    public static final int MOST_CHARACTERS = 512;

    private final String pattern;
    private final List<String> literals;

    private Wildcard(String pattern) {
        this.pattern = pattern;
        this.literals = split(pattern);
    }

    /**
     * Reads a pattern.
     *
     * @param pattern 1 to {@value #MOST_CHARACTERS} characters, none of them a control character
     * @return the wildcard
     * @throws IllegalArgumentException if the pattern breaks that rule
     */
    public static Wildcard of(String pattern) {
        return new Wildcard(Texts.requireLine(pattern, MOST_CHARACTERS));
    }

    private static List<String> split(String pattern) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', start)) {
            parts.add(pattern.substring(start, star));
            start = star + 1;
        }
        parts.add(pattern.substring(start));
        return List.copyOf(parts);
    }

    /**
     * The pattern as it was given.
     *
     * @return the pattern
     */
    public String pattern() {
        return pattern;
    }

    /**
     * The texts before, between and after the stars, empty ones included: one without a star, else one more than there
     * are stars. The first is the prefix that every match has, the last the suffix.
     *
     * @return the texts, at least one
     */
    public List<String> literals() {
        return literals;
    }

    /**
     * Whether the pattern has no star, and so matches one text (in any ASCII case).
     *
     * @return true if so
     */
    public boolean isExact() {
        return literals.size() == 1;
    }

    /**
     * Whether the pattern matches every text.
     *
     * @return true if it is made of stars alone
     */
    public boolean matchesAll() {
        return literals.size() > 1 && literals.stream().allMatch(String::isEmpty);
    }

    /**
     * Whether a text matches, in time proportional to the product of both lengths at most.
     *
     * @param text any text
     * @return true if it matches
     */
    public boolean matches(String text) {
        int at = 0;
        int p = 0;
        int starAt = -1;
        int resumeAt = 0;
        while (at < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                starAt = p++;
                resumeAt = at;
            } else if (p < pattern.length()
                    && Texts.foldAsciiCase(pattern.charAt(p)) == Texts.foldAsciiCase(text.charAt(at))) {
                p++;
                at++;
            } else if (starAt >= 0) {
                // Let the last star take one character more: earlier stars need never be looked at again.
                p = starAt + 1;
                at = ++resumeAt;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Wildcard wildcard && wildcard.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    @Override
    public String toString() {
        return pattern;
    }
}
