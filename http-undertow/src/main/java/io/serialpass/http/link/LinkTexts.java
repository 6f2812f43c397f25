package io.serialpass.http.link;

import io.serialpass.http.web.Html;
import io.serialpass.http.web.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * The texts of the page in one language. All of them are files of the package's resources. Immutable.
 *
 * @param language the language
 * @param texts the texts by their keys
 */
record LinkTexts(Locale language, Map<String, String> texts) {

    private static final LinkTexts ENGLISH = read("en");

    private static final Map<String, LinkTexts> ALL = all();

    private static Map<String, LinkTexts> all() {
        Map<String, LinkTexts> all = new LinkedHashMap<>();
        all.put("en", ENGLISH);
        for (String language : List.of("ar", "de", "es", "fr", "it", "nl", "pt")) {
            all.put(language, read(language));
        }
        return all;
    }

    private static LinkTexts read(String language) {
        Properties properties = new Properties();
        byte[] file = Resources.read(LinkTexts.class, "texts." + language + ".properties");
        try {
            properties.load(new StringReader(new String(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
        return new LinkTexts(Locale.forLanguageTag(language), Map.copyOf(texts));
    }

    /**
     * The texts of the first language that there is.
     *
     * @param wanted the languages, the best one first
     */
    static LinkTexts of(List<Locale> wanted) {
        return wanted.stream()
                .map(Locale::getLanguage)
                .filter(ALL::containsKey)
                .findFirst()
                .map(ALL::get)
                .orElse(ENGLISH);
    }

    /** A text, which may stand in HTML as it is. */
    String text(String key) {
        return Html.escaped(Objects.requireNonNull(texts.get(key), key));
    }

    /** The direction in which the language is written, as HTML names it. */
    String direction() {
        return language.getLanguage().equals("ar") ? "rtl" : "ltr";
    }
}
