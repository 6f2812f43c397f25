package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.UnaryOperator;

/** Writes a field's value as Wallet shows it: numbers, currencies and times in the language of the phone. */
final class FieldText {

    private FieldText() {}

    /** The text of a field; {@code localized} looks a text up in the package. */
    static String of(JsonNode field, UnaryOperator<String> localized, Phone phone) {
        JsonNode value = field.path("value");
        if (value.isNumber()) {
            return NumberText.of(field, value, phone);
        }
        String text = localized.apply(value.asText());
        return DateText.of(field, text, phone).orElse(text);
    }
}
