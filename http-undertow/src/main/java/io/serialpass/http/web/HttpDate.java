package io.serialpass.http.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Dates in headers: RFC 9110, section 5.6.7.
 *
 * @since 0.1
 */
public final class HttpDate {

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US);

    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.of(1980, 1, 1))
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.US);

    /** A day of one digit has a blank before it, which a server that reads headers may have dropped. */
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM [ ]d HH:mm:ss uuuu", Locale.US);

    private static final List<DateTimeFormatter> FORMS = List.of(IMF_FIXDATE, RFC_850, ASCTIME);

    /** Some that were written last: the same few are written all the time. */
    private static final AtomicReferenceArray<@Nullable Written> RECENT = new AtomicReferenceArray<>(64);

    private record Written(Instant time, String text) {}

    private HttpDate() {}

    /**
     * Writes a date.
     *
     * @param time a time in whole seconds
     * @return for example {@code Sun, 06 Nov 1994 08:49:37 GMT}
     */
    public static String format(Instant time) {
        int slot = (int) Math.floorMod(time.getEpochSecond(), (long) RECENT.length());
        Written written = RECENT.get(slot);
        if (written == null || !written.time().equals(time)) {
            written = new Written(time, IMF_FIXDATE.format(time.atOffset(ZoneOffset.UTC)));
            RECENT.set(slot, written);
        }
        return written.text();
    }

    /**
     * Reads a date in any of the three forms that a recipient must accept.
     *
     * @param date the header
     * @return the date; empty for a text that is none
     */
    public static Optional<Instant> parse(String date) {
        for (DateTimeFormatter form : FORMS) {
            try {
                return Optional.of(LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                // Another form, perhaps.
            }
        }
        return Optional.empty();
    }
}
