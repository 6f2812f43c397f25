package io.serialpass.http.link;

import java.util.List;
import java.util.Locale;

/** The languages that a client asks for, as RFC 9110 has them in {@code Accept-Language}. */
final class AcceptedLanguages {

    /** Longer headers are no browser's. */
    private static final int LONGEST = 1_000;

    private static final int MOST = 10;

    private AcceptedLanguages() {}

    /**
     * Reads the header.
     *
     * @param header the header; may be empty, or nonsense
     * @return 1 or more languages, the best one first; English where none is named
     */
    static List<Locale> of(String header) {
        List<Locale> languages = header.isBlank() || header.length() > LONGEST ? List.of() : parse(header);
        return languages.isEmpty() ? List.of(Locale.ENGLISH) : languages;
    }

    private static List<Locale> parse(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .limit(MOST)
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
