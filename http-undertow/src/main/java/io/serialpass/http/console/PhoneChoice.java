package io.serialpass.http.console;

import io.serialpass.http.wallet.PhoneParameters;
import io.serialpass.http.web.Percent;
import io.serialpass.http.web.Problems;
import io.serialpass.http.web.QueryParameters;
import io.serialpass.http.web.Request;
import io.serialpass.wallet.PassPhone;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The phone that a page draws a pass for, and those that its reader can choose. Immutable.
 *
 * @param phone the phone that is chosen
 * @param languages the tags of the languages that can be chosen
 */
record PhoneChoice(PassPhone phone, List<String> languages) {

    PhoneChoice {
        String chosen = phone.locales().get(0).toLanguageTag();
        if (!languages.contains(chosen)) {
            // The address of a page can name any.
            languages = new ArrayList<>(languages);
            languages.add(chosen);
        }
        languages = List.copyOf(languages);
    }

    /** The phone that the address of a page names, where it names nothing else. */
    static PassPhone read(Request request) {
        Problems problems = new Problems();
        QueryParameters parameters = new QueryParameters(request.query(), problems);
        PassPhone phone = PhoneParameters.read(parameters);
        parameters.rejectUnknown();
        problems.check();
        return phone;
    }

    /** The phone that was sent with a form; the usual one as far as the form does not name one that there is. */
    static PassPhone sent(Form form) {
        Locale language = Locale.forLanguageTag(form.text("language"));
        PassPhone usual = PassPhone.usual(List.of(language.getLanguage().isEmpty() ? Locale.ENGLISH : language));
        int width = PassPhone.WIDTHS.stream()
                .filter(known -> form.text("width").equals(Integer.toString(known)))
                .findFirst()
                .orElse(usual.width());
        int scale = scalesThereAre().stream()
                .filter(known -> form.text("scale").equals(Integer.toString(known)))
                .findFirst()
                .orElse(usual.scale());
        return new PassPhone(usual.locales(), width, scale);
    }

    private static List<Integer> scalesThereAre() {
        return IntStream.rangeClosed(1, PassPhone.MOST_SCALE).boxed().toList();
    }

    String language() {
        return phone.locales().get(0).toLanguageTag();
    }

    List<Integer> widths() {
        return PassPhone.WIDTHS;
    }

    List<Integer> scales() {
        return scalesThereAre();
    }

    /** The choice as the query of an address. */
    String query() {
        return "language=" + Percent.encode(language()) + "&width=" + phone.width() + "&scale=" + phone.scale();
    }
}
