package io.serialpass.http.console;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of the console in one language. All of them are in {@code texts.properties}. Immutable. */
final class Texts {

    private final Locale locale;
    private final ResourceBundle bundle;

    private Texts(Locale locale) {
        this.locale = locale;
        this.bundle = ResourceBundle.getBundle(Texts.class.getPackageName() + ".texts", locale);
    }

    static Texts english() {
        return new Texts(Locale.ENGLISH);
    }

    /** The language, as HTML names it. */
    String language() {
        return locale.toLanguageTag();
    }

    /**
     * A text.
     *
     * @param key its name
     * @param values what stands at {0}, {1} and so on
     * @throws java.util.MissingResourceException if there is no such text
     */
    String get(String key, Object... values) {
        String pattern = bundle.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, locale).format(values);
    }
}
