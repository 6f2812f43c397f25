package io.serialpass.wallet.apple.preview;

import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import io.serialpass.wallet.PassPhone;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/**
 * The phone that shows a pass.
 *
 * @param locale its language and region
 * @param zone its time zone, if it is known
 * @param now its time
 * @param width how wide its screen is, in points
 * @param scale how many pixels of an image make a point
 */
record Phone(ULocale locale, Optional<TimeZone> zone, Instant now, int width, int scale) {

    /** A phone with the settings of a locale. The extension {@code -u-tz-} of a locale names the time zone. */
    static Phone of(Locale locale, PassPhone screen, Instant now) {
        ULocale settings = ULocale.forLocale(locale);
        return new Phone(
                settings,
                Optional.ofNullable(settings.getKeywordValue("timezone"))
                        .map(TimeZone::getTimeZone)
                        .filter(zone -> !zone.getID().equals(TimeZone.UNKNOWN_ZONE_ID)),
                now,
                screen.width(),
                screen.scale());
    }

    /** The zone in which the phone shows a time: that of the time itself where the field asks for it, or no other is known. */
    TimeZone zoneOf(OffsetDateTime time, boolean ignoresTimeZone) {
        return zone.filter(known -> !ignoresTimeZone)
                .orElseGet(() -> TimeZone.getTimeZone("GMT" + time.getOffset().getId()));
    }
}
