package io.serialpass.http.wallet;

import io.serialpass.http.web.QueryParameters;
import io.serialpass.wallet.PassPhone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads for which phone a pass is to be drawn: its language, the width of its screen, and the scale of its images.
 *
 * @since 0.1
 */
public final class PhoneParameters {

    private PhoneParameters() {}

    /**
     * Reads the parameters {@code language}, {@code width} and {@code scale}.
     *
     * @param parameters the parameters of the call
     * @return the phone; the usual one as far as they do not say otherwise
     */
    public static PassPhone read(QueryParameters parameters) {
        Optional<Locale> language =
                parameters.value("language", PhoneParameters::language, "must be a language tag such as de or pt-BR");
        PassPhone usual = PassPhone.usual(List.of(language.orElse(Locale.ENGLISH)));
        Map<String, Integer> widths = new LinkedHashMap<>();
        PassPhone.WIDTHS.forEach(width -> widths.put(Integer.toString(width), width));
        int width = parameters.choice("width", widths).orElse(usual.width());
        long scale = parameters.integer("scale", 1, PassPhone.MOST_SCALE).orElse((long) usual.scale());
        return new PassPhone(usual.locales(), width, (int) scale);
    }

    private static Optional<Locale> language(String tag) {
        return Optional.of(Locale.forLanguageTag(tag))
                .filter(locale -> !locale.getLanguage().isEmpty());
    }
}
