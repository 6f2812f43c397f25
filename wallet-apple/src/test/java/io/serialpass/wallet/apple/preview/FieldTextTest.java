package io.serialpass.wallet.apple.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.apple.Samples;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time of these tests is 10 o'clock on Saturday, 21 November 2026. */
class FieldTextTest {

    private static String shown(String field, String language) throws Exception {
        JsonNode json = new ObjectMapper().readTree("{" + field.replace('\'', '"') + "}");
        Locale locale = Locale.forLanguageTag(language);
        Phone phone = Phone.of(locale, PassPhone.usual(List.of(locale)), Samples.NOW);
        // CLDR puts narrow spaces that cannot be seen here between numbers and their units.
        return FieldText.of(json, UnaryOperator.identity(), phone)
                .replace('\u202f', ' ')
                .replace('\u00a0', ' ');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "en|'value': 42, 'numberStyle': 'PKNumberStyleSpellOut'|forty-two",
                "de|'value': 42, 'numberStyle': 'PKNumberStyleSpellOut'|zweiundvierzig",
                "fr|'value': 28.5, 'numberStyle': 'PKNumberStyleSpellOut'|vingt-huit virgule cinq",
                "en|'value': -1, 'numberStyle': 'PKNumberStyleSpellOut'|minus one",
                "en|'value': 1234567, 'numberStyle': 'PKNumberStyleScientific'|1.234567E6",
                "de|'value': 0.0012, 'numberStyle': 'PKNumberStyleScientific'|1,2E-3",
                "en|'value': 0.255, 'numberStyle': 'PKNumberStylePercent'|26%",
                "de|'value': 0.5, 'numberStyle': 'PKNumberStylePercent'|50 %",
                "en|'value': 1234567.891, 'numberStyle': 'PKNumberStyleDecimal'|1,234,567.891",
                "de-CH|'value': 1234567.891, 'numberStyle': 'PKNumberStyleDecimal'|1'234'567.891",
                "en-US|'value': 1234.5, 'currencyCode': 'EUR'|\u20ac1,234.50",
                "en-US|'value': 1234.5, 'currencyCode': 'JPY'|\u00a51,234",
                "de-DE|'value': 28.5, 'currencyCode': 'EUR', 'numberStyle': 'PKNumberStyleDecimal'|28,50 \u20ac",
                "en|'value': 5, 'currencyCode': 'points'|5 points",
                "en|'value': '42', 'numberStyle': 'PKNumberStyleSpellOut'|42",
                "en|'value': 'A', 'isRelative': false|A"
            })
    void numbers(String language, String field, String text) throws Exception {
        assertThat(shown(field, language)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "en-US|'dateStyle': 'PKDateStyleShort'|5/3/27",
                "en-US|'dateStyle': 'PKDateStyleMedium', 'timeStyle': 'PKDateStyleNone'|May 3, 2027",
                "en-US|'dateStyle': 'PKDateStyleFull'|Monday, May 3, 2027",
                "de-DE|'dateStyle': 'PKDateStyleFull', 'timeStyle': 'PKDateStyleShort'|Montag, 3. Mai 2027 um 22:11",
                "en-US|'timeStyle': 'PKDateStyleShort'|10:11 PM",
                "en-US|'timeStyle': 'PKDateStyleLong'|10:11:00 PM GMT+2",
                "en-US-u-tz-usnyc|'timeStyle': 'PKDateStyleLong'|4:11:00 PM EDT",
                "en-US-u-tz-usnyc|'timeStyle': 'PKDateStyleFull'|4:11:00 PM Eastern Daylight Time",
                "en-US-u-tz-usnyc|'timeStyle': 'PKDateStyleShort', 'ignoresTimeZone': true|10:11 PM",
                "en-US-u-tz-jptyo|'dateStyle': 'PKDateStyleShort', 'timeStyle': 'PKDateStyleShort'|5/4/27, 5:11 AM",
                "en-US|'dateStyle': 'PKDateStyleNone', 'timeStyle': 'PKDateStyleNone'|2027-05-03T22:11+02:00",
                "en-US|'label': 'no style'|2027-05-03T22:11+02:00"
            })
    void timesAreShownInTheirStylesAndInTheZoneOfThePhone(String language, String styles, String text)
            throws Exception {
        assertThat(shown("'value': '2027-05-03T22:11+02:00', " + styles, language))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|2027-05-03T22:11+02:00|in 5 months",
                "de|2027-05-03T22:11+02:00|in 5 Monaten",
                "en|2026-11-22T23:00Z|tomorrow",
                "en|2026-11-20T01:00Z|yesterday",
                "en|2026-11-24T01:00Z|in 3 days",
                "en|2026-12-08T01:00Z|in 2 weeks",
                "en|2024-11-01T00:00Z|2 years ago",
                "en|2026-11-21T13:30Z|in 3 hours",
                "en|2026-11-21T10:12Z|in 12 minutes",
                "en|2026-11-21T09:30Z|30 minutes ago",
                "en-u-tz-jptyo|2026-11-21T16:00Z|tomorrow"
            })
    void relativeTimesAreCountedFromNow(String language, String time, String text) throws Exception {
        assertThat(shown("'value': '" + time + "', 'isRelative': true", language))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22T18:00Z|tomorrow, 6:00 PM",
                "2026-11-21T18:00Z|today, 6:00 PM",
                "2026-11-25T18:00Z|in 4 days"
            })
    void aRelativeDayIsShownWithItsTimeWhereTheFieldAsksForIt(String time, String text) throws Exception {
        assertThat(shown(
                        "'value': '" + time + "', 'isRelative': true, 'dateStyle': 'PKDateStyleShort', "
                                + "'timeStyle': 'PKDateStyleShort'",
                        "en-US"))
                .isEqualTo(text);
    }
}
