package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.RelativeDateTimeFormatter;
import com.ibm.icu.text.RelativeDateTimeFormatter.RelativeDateTimeUnit;
import com.ibm.icu.util.TimeZone;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/** A time as Wallet shows it. Phones format times with ICU, and so does this. */
final class DateText {

    private static final Map<String, Integer> STYLES = Map.of(
            "PKDateStyleNone", DateFormat.NONE,
            "PKDateStyleShort", DateFormat.SHORT,
            "PKDateStyleMedium", DateFormat.MEDIUM,
            "PKDateStyleLong", DateFormat.LONG,
            "PKDateStyleFull", DateFormat.FULL);

    private final OffsetDateTime time;
    private final TimeZone zone;
    private final int dateStyle;
    private final int timeStyle;
    private final Phone phone;

    private DateText(OffsetDateTime time, JsonNode field, Phone phone) {
        this.time = time;
        this.zone = phone.zoneOf(time, field.path("ignoresTimeZone").asBoolean());
        this.dateStyle = style(field, "dateStyle");
        this.timeStyle = style(field, "timeStyle");
        this.phone = phone;
    }

    /** The text of a field that has a date style, or nothing: a value without one is shown as it is. */
    static Optional<String> of(JsonNode field, String value, Phone phone) {
        boolean relative = field.path("isRelative").asBoolean();
        if (!relative && !field.has("dateStyle") && !field.has("timeStyle")) {
            return Optional.empty();
        }
        try {
            DateText text = new DateText(OffsetDateTime.parse(value), field, phone);
            return relative ? Optional.of(text.relative()) : text.absolute();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int style(JsonNode field, String key) {
        return STYLES.getOrDefault(field.path(key).asText(), DateFormat.NONE);
    }

    private Optional<String> absolute() {
        return dateStyle == DateFormat.NONE && timeStyle == DateFormat.NONE
                ? Optional.empty()
                : Optional.of(format(dateStyle, timeStyle));
    }

    private String format(int date, int clock) {
        DateFormat format = DateFormat.getDateTimeInstance(date, clock, phone.locale());
        format.setTimeZone(zone);
        return format.format(Date.from(time.toInstant()));
    }

    /** How far away the time is, such as {@code tomorrow} or {@code in 3 weeks}. */
    private String relative() {
        LocalDate today = day(phone.now());
        LocalDate then = day(time.toInstant());
        long days = ChronoUnit.DAYS.between(today, then);
        if (Math.abs(days) <= 1 && timeStyle != DateFormat.NONE) {
            return formatter().combineDateAndTime(named(days), format(DateFormat.NONE, timeStyle));
        }
        if (days == 0 && dateStyle == DateFormat.NONE) {
            Duration distance = Duration.between(phone.now(), time.toInstant());
            return distance.toHours() == 0
                    ? counted(distance.toMinutes(), RelativeDateTimeUnit.MINUTE)
                    : counted(distance.toHours(), RelativeDateTimeUnit.HOUR);
        }
        long months = ChronoUnit.MONTHS.between(today, then);
        if (months != 0) {
            long years = months / 12;
            return years == 0 ? counted(months, RelativeDateTimeUnit.MONTH) : counted(years, RelativeDateTimeUnit.YEAR);
        }
        long weeks = days / 7;
        return weeks == 0 ? named(days) : counted(weeks, RelativeDateTimeUnit.WEEK);
    }

    private String named(long days) {
        return formatter().format((double) days, RelativeDateTimeUnit.DAY);
    }

    private String counted(long amount, RelativeDateTimeUnit unit) {
        return formatter().formatNumeric((double) amount, unit);
    }

    private RelativeDateTimeFormatter formatter() {
        return RelativeDateTimeFormatter.getInstance(phone.locale());
    }

    private LocalDate day(Instant instant) {
        int offset = zone.getOffset(instant.toEpochMilli());
        return instant.atOffset(ZoneOffset.ofTotalSeconds(offset / 1000)).toLocalDate();
    }
}
