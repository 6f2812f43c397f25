package io.serialpass.http.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates in queries, bodies and answers: ISO-8601, as RFC 3339 has it. Answers have whole seconds in UTC with Z; what comes in
 * may say it in other ways. Stateless and safe for use by many threads.
 *
 * @since 0.1
 */
public final class Dates {

    /** The hint that tells a client how a date looks; the end of an error's description. */
    static final String HINT = "Dates look like 2016-08-15T14:52:48Z.";

    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);

    private static final Pattern FORM = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})"
            + "(?:[Tt]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.[0-9]+)?)?"
            + "(?:[Zz]|([+-])([01][0-9]|2[0-3]):([0-5][0-9])))?");

    /** The end of a date in a query where the plus of its offset was not escaped, and so came as a blank. */
    private static final Pattern UNESCAPED_PLUS = Pattern.compile(" (?=[0-9]{2}:[0-9]{2}$)");

    /** The times whose written form has a year of four digits, so that what was written can be sent back. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private Dates() {}

    /**
     * Reads a date: {@code YYYY-MM-DDTHH:MM[:SS[.fraction]]} with {@code Z} or an offset, letters in either case, or a date
     * alone, which is its midnight in UTC. A fraction is cut off.
     *
     * @param text the text
     * @return the date in whole seconds; empty for a text that is none
     */
    public static Optional<Instant> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(number(form, 1), number(form, 2), number(form, 3));
            LocalTime time = LocalTime.of(number(form, 4), number(form, 5), number(form, 6));
            Instant utc = LocalDateTime.of(day, time).toInstant(ZoneOffset.UTC);
            int ahead = (number(form, 8) * 60 + number(form, 9)) * 60;
            return Optional.of("-".equals(form.group(7)) ? utc.plusSeconds(ahead) : utc.minusSeconds(ahead))
                    .filter(date -> !date.isBefore(FIRST) && date.isBefore(AFTER_LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher form, int group) {
        String digits = form.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /**
     * Reads a date of a query, in which a blank may stand for a plus that was not escaped.
     *
     * @param text the text, decoded
     * @return the date as {@link #parse} reads it
     */
    static Optional<Instant> parseQuery(String text) {
        return parse(UNESCAPED_PLUS.matcher(text).replaceFirst("+"));
    }

    /**
     * Writes a date as queries and answers have it.
     *
     * @param time any time
     * @return its text, for example {@code 2016-08-15T14:52:48Z}, fractions of a second cut off
     */
    public static String format(Instant time) {
        return WRITTEN.format(time.atOffset(ZoneOffset.UTC));
    }
}
