package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.Currency;
import java.math.BigDecimal;

/** A number as Wallet shows it. Phones format numbers with ICU, and so does this. */
final class NumberText {

    /** A number with an exponent can have any number of digits. */
    private static final int MOST_DIGITS = 100;

    private NumberText() {}

    static String of(JsonNode field, JsonNode value, Phone phone) {
        BigDecimal number = value.decimalValue();
        if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
            return value.asText();
        }
        if (field.has("currencyCode")) {
            return currency(number, field.path("currencyCode").asText(), phone);
        }
        return switch (field.path("numberStyle").asText()) {
            case "PKNumberStylePercent" ->
                NumberFormat.getPercentInstance(phone.locale()).format(number);
            case "PKNumberStyleScientific" ->
                NumberFormat.getScientificInstance(phone.locale()).format(number);
            case "PKNumberStyleSpellOut" -> spelledOut(number, phone);
            default -> NumberFormat.getNumberInstance(phone.locale()).format(number);
        };
    }

    /** ICU marks with soft hyphens where a long word can be broken. A field has one line. */
    private static String spelledOut(BigDecimal number, Phone phone) {
        return new RuleBasedNumberFormat(phone.locale(), RuleBasedNumberFormat.SPELLOUT)
                .format(number)
                .replace("\u00ad", "");
    }

    private static String currency(BigDecimal number, String code, Phone phone) {
        NumberFormat format = NumberFormat.getCurrencyInstance(phone.locale());
        try {
            format.setCurrency(Currency.getInstance(code));
        } catch (IllegalArgumentException e) {
            return NumberFormat.getNumberInstance(phone.locale()).format(number) + " " + code;
        }
        return format.format(number);
    }
}
