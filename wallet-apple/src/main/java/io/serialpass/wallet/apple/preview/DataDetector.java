package io.serialpass.wallet.apple.preview;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A detector that Wallet runs over a field on the back. A phone knows the writings of the world; these patterns know the usual
 * ones of Europe and North America, and a match takes a time that grows with the length of the text alone.
 */
enum DataDetector {
    LINK("Link", Patterns.URL + "|" + Patterns.MAIL),
    ADDRESS("Address", Patterns.ADDRESS),
    CALENDAR_EVENT("CalendarEvent", Patterns.APPOINTMENT),
    /** Behind the dates, of which some look like a phone number. */
    PHONE_NUMBER("PhoneNumber", Patterns.PHONE);

    private final String type;
    private final String pattern;

    DataDetector(String name, String pattern) {
        this.type = "PKDataDetectorType" + name;
        this.pattern = pattern;
    }

    /** The pattern of all that some detectors find; {@code wanted} tells of a type such as PKDataDetectorTypeLink. */
    static Pattern pattern(Predicate<String> wanted) {
        return Pattern.compile(Stream.of(values())
                .filter(detector -> wanted.test(detector.type))
                .map(detector -> detector.pattern)
                .collect(Collectors.joining("|")));
    }

    private static final class Patterns {
        static final String URL = "(?:https?://|www\\.)[^\\s<>\"]*[^\\s<>\".,;:!?)\\]]";
        static final String MAIL = "[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\\.){1,8}[A-Za-z]{2,24}";
        static final String PHONE = "(?<![\\w+])(?:\\+|00?|\\()[0-9][0-9 ()./\\-\u00a0]{5,20}[0-9](?!\\w)";

        private static final String WORD = "\\p{Lu}[\\p{L}'.-]{0,30}";

        /** A street, as in 1 Infinite Loop Road, Lindenstra\u00dfe 5 and 12 rue de la Paix. */
        private static final String STREET =
                "[0-9]{1,5}[A-Za-z]? (?:" + WORD + " ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|"
                        + "Boulevard|Blvd|Lane|Ln|Drive|Dr|Way|Place|Pl|Square|Sq|Court|Ct|Parkway|Pkwy)\\b\\.?"
                        + "|\\p{Lu}[\\p{L}.-]{0,40}(?:stra\u00dfe|strasse|str\\.|weg|platz|allee|gasse|ring|damm|ufer)"
                        + " [0-9]{1,4}[a-z]?(?!\\w)"
                        + "|[0-9]{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|place|quai|chemin) (?:\\p{L}[\\p{L}'-]{0,30} ?){1,6}";

        /** The town with its post code, as in 10115 Berlin and Cupertino, CA 95014. */
        private static final String TOWN = "(?:\\p{Lu}{1,3}-)?[0-9]{4,5} " + WORD + "(?: " + WORD + "){0,3}" + "|"
                + WORD + "(?: " + WORD + "){0,3},? [A-Z]{2} [0-9]{5}(?:-[0-9]{4})?";

        static final String ADDRESS = "(?<![\\p{L}\\p{N}])(?:" + STREET + ")(?:,?\\s(?:" + TOWN + "))?";

        private static final String DAY = "(?:0?[1-9]|[12][0-9]|3[01])";

        private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
                + "|[0-9]{1,2}([./])[0-9]{1,2}\\1[0-9]{4}"
                + "|" + DAY + "\\.? (?:de )?(?:" + months() + ")(?:,? (?:de )?[0-9]{4})?"
                + "|(?:" + months() + ") " + DAY + "(?:st|nd|rd|th)?(?:,? [0-9]{4})?";

        private static final String TIME =
                "(?:T|,? (?:at |um |\u00e0 |alle |a las )?)[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?"
                        + "(?: ?(?:[AaPp]\\.?[Mm]\\.?|Uhr|h)(?!\\w))?";

        static final String APPOINTMENT = "(?<![\\w.,:-])(?:" + DATE + ")(?:" + TIME + ")?(?![\\w-]|[./][0-9])";

        private Patterns() {}

        /** The names of the months, the longest first, so that none is taken for the beginning of another. */
        private static String months() {
            return Stream.of(Locale.ENGLISH, Locale.GERMAN, Locale.FRENCH, Locale.ITALIAN, Locale.forLanguageTag("es"))
                    .flatMap(locale -> Stream.of(TextStyle.FULL, TextStyle.SHORT)
                            .flatMap(style ->
                                    Stream.of(Month.values()).map(month -> month.getDisplayName(style, locale))))
                    .distinct()
                    .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|"));
        }
    }
}
