package io.serialpass.wallet.apple.preview;

import com.ibm.icu.util.LocaleMatcher;
import com.ibm.icu.util.ULocale;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the language folder of a package that a phone takes. */
final class PassLanguage {

    private static final String FOLDER = ".lproj/";

    /** Of two that are equally near the matcher takes the first: the plain language, but for pt, which Apple takes last. */
    private static final Comparator<ULocale> PREFERENCE = Comparator.comparing(
                    (ULocale folder) -> !folder.getName().equals("pt_BR"))
            .thenComparing(folder -> folder.getName().length())
            .thenComparing(ULocale::getName);

    private PassLanguage() {}

    /**
     * The folder that is nearest to a language: {@code zh-Hant.lproj} for zh-TW, and for pt-PT, {@code pt-BR.lproj} before
     * {@code pt.lproj}. A folder of another language or script is not taken, though the Unicode data would offer some.
     *
     * @return its name with a slash at the end, or nothing where the texts and images of the top folder count
     */
    static Optional<String> folder(Collection<String> files, ULocale language) {
        Map<ULocale, String> folders = files.stream()
                .filter(name -> name.contains(FOLDER))
                .map(name -> name.substring(0, name.indexOf(FOLDER)))
                .distinct()
                .filter(name ->
                        !name.contains("/") && !locale(name).getLanguage().isEmpty())
                .sorted()
                .collect(Collectors.toMap(PassLanguage::locale, Function.identity(), (first, second) -> first));
        List<ULocale> alike = folders.keySet().stream()
                .filter(folder -> written(folder).equals(written(language)))
                .sorted(PREFERENCE)
                .toList();
        if (alike.isEmpty()) {
            return Optional.empty();
        }
        ULocale nearest =
                LocaleMatcher.builder().setSupportedULocales(alike).build().getBestMatch(language);
        return Optional.ofNullable(folders.get(nearest)).map(name -> name + FOLDER);
    }

    private static ULocale locale(String name) {
        return ULocale.forLanguageTag(name.replace('_', '-'));
    }

    /** Language and script, which a region can imply: those of zh-TW are zh and Hant. */
    private static List<String> written(ULocale locale) {
        ULocale whole = ULocale.addLikelySubtags(locale);
        return List.of(whole.getLanguage(), whole.getScript());
    }
}
