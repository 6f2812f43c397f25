package io.serialpass.http.adoption;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the times that other servers write, in milliseconds.
 *
 * @param zone the zone of times that tell none. Of an hour that is there twice, the first counts
 */
record SourceTimes(ZoneId zone) {

    private static final Pattern ISO = Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})"
            + "(?:[Tt ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,9})?)?)\\s*([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(?:[.][0-9]{1,12})?");

    /** A number of this size or more counts milliseconds: as seconds it would be the year 5138. */
    private static final BigDecimal LEAST_MILLISECONDS = BigDecimal.valueOf(100_000_000_000L);

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    /**
     * Reads a text.
     *
     * @param text a date and a time with or without an offset, a day, or the seconds or the milliseconds since 1970
     * @return the time; empty for a text that is none
     */
    Optional<Instant> read(String text) {
        String stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            return Optional.of(ofNumber(new BigDecimal(stripped)));
        }
        Matcher form = ISO.matcher(stripped);
        try {
            return form.matches() ? Optional.of(cut(ofIso(form))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Reads the seconds or the milliseconds since 1970. */
    static Instant ofNumber(BigDecimal number) {
        BigDecimal millis = number.compareTo(LEAST_MILLISECONDS) < 0 ? number.multiply(THOUSAND) : number;
        return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValue());
    }

    private Instant ofIso(Matcher form) {
        LocalDate day = LocalDate.parse(form.group(1));
        if (form.group(2) == null) {
            return day.atStartOfDay(zone).toInstant();
        }
        LocalDateTime time = LocalDateTime.parse(form.group(1) + "T" + form.group(2));
        String offset = form.group(3);
        return offset == null
                ? ofLocal(time)
                : time.toInstant(ZoneOffset.of(offset.toUpperCase(java.util.Locale.ROOT)));
    }

    Instant ofLocal(LocalDateTime time) {
        return cut(time.atZone(zone).toInstant());
    }

    /** Reads what a database driver gives for a time; empty for what is none. */
    Optional<Instant> ofObject(Object value) {
        if (value instanceof Number number) {
            return Optional.of(ofNumber(new BigDecimal(number.toString())));
        }
        if (value instanceof OffsetDateTime time) {
            return Optional.of(cut(time.toInstant()));
        }
        if (value instanceof ZonedDateTime time) {
            return Optional.of(cut(time.toInstant()));
        }
        return value instanceof LocalDateTime time ? Optional.of(ofLocal(time)) : read(value.toString());
    }

    static Instant cut(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
