package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What Wallet shows of a field's value: numbers, currencies and times in the language of the phone. */
final class FieldText {

    private static final Map<String, FormatStyle> STYLES = Map.of(
            "Short", FormatStyle.SHORT,
            "Medium", FormatStyle.MEDIUM,
            "Long", FormatStyle.LONG,
            "Full", FormatStyle.LONG);

    /** A number with an exponent can have any number of digits. */
    private static final int MOST_DIGITS = 100;

    private FieldText() {}

    static String of(JsonNode field, Locale locale) {
        JsonNode value = field.path("value");
        if (value.isNumber()) {
            return number(field, value, locale);
        }
        String text = value.asText();
        boolean dated = field.has("dateStyle") || field.has("timeStyle");
        return dated ? time(field, text, locale).orElse(text) : text;
    }

    private static String number(JsonNode field, JsonNode value, Locale locale) {
        if (Math.abs((long) value.decimalValue().scale()) > MOST_DIGITS) {
            return value.asText();
        }
        NumberFormat format;
        if (field.has("currencyCode")) {
            format = NumberFormat.getCurrencyInstance(locale);
            try {
                Currency currency =
                        Currency.getInstance(field.path("currencyCode").asText());
                format.setCurrency(currency);
                format.setMinimumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
                format.setMaximumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
            } catch (IllegalArgumentException e) {
                return value.asText() + " " + field.path("currencyCode").asText();
            }
        } else if (field.path("numberStyle").asText().equals("PKNumberStylePercent")) {
            format = NumberFormat.getPercentInstance(locale);
        } else {
            format = NumberFormat.getNumberInstance(locale);
        }
        return format.format(value.decimalValue());
    }

    private static Optional<String> time(JsonNode field, String text, Locale locale) {
        Optional<FormatStyle> date = style(field, "dateStyle");
        Optional<FormatStyle> clock = style(field, "timeStyle");
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            DateTimeFormatter formatter = date.isPresent()
                    ? clock.map(style -> DateTimeFormatter.ofLocalizedDateTime(date.get(), FormatStyle.SHORT))
                            .orElseGet(() -> DateTimeFormatter.ofLocalizedDate(date.get()))
                    : DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT);
            return date.isEmpty() && clock.isEmpty()
                    ? Optional.empty()
                    : Optional.of(formatter.withLocale(locale).format(time));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<FormatStyle> style(JsonNode field, String key) {
        return Optional.ofNullable(STYLES.get(field.path(key).asText().replace("PKDateStyle", "")));
    }
}
