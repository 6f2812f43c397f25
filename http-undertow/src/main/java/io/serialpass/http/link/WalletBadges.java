package io.serialpass.http.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The badges "Add to Apple Wallet", one for each language. Apple allows no other button for that, and gives the badges to those who
 * accept its terms: https://developer.apple.com/wallet/add-to-apple-wallet-guidelines/. So whoever runs a server puts them there.
 * Immutable.
 *
 * @since 0.1
 */
public final class WalletBadges {

    /** Apple's have some ten thousand bytes. */
    private static final long LARGEST = 100 * 1024;

    private static final int MOST = 100;

    private static final String SUFFIX = ".svg";

    private static final WalletBadges NONE = new WalletBadges(Map.of());

    /** The badges as data URLs, by the languages and regions of their names. */
    private final Map<Locale, String> urls;

    private WalletBadges(Map<Locale, String> urls) {
        this.urls = urls;
    }

    /**
     * Gives no badges.
     *
     * @return a page without a badge has a link with plain words in its place
     */
    public static WalletBadges none() {
        return NONE;
    }

    /**
     * Reads the badges of a directory: files such as {@code en.svg} and {@code pt-BR.svg}, named by the language of their text.
     *
     * @param directory the directory
     * @return the badges
     * @throws IllegalArgumentException if the directory holds no badge, or one that is too large; with the reason as the end of a
     *     sentence that begins with the directory
     * @throws IOException if the directory cannot be read
     */
    public static WalletBadges read(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .limit(MOST + 1)
                    .toList();
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("is not there", e);
        }
        if (files.isEmpty() || files.size() > MOST) {
            throw new IllegalArgumentException(
                    "must hold 1 to " + MOST + " badges, named by their languages, such as en.svg and pt-BR.svg");
        }
        Map<Locale, String> urls = new LinkedHashMap<>();
        for (Path file : files) {
            urls.put(language(file), url(file));
        }
        return new WalletBadges(urls);
    }

    private static Locale language(Path file) {
        String name = file.getFileName().toString();
        Locale language = Locale.forLanguageTag(name.substring(0, name.length() - SUFFIX.length()));
        if (language.getLanguage().isEmpty()) {
            throw new IllegalArgumentException("holds " + name + ", whose name is no language such as en or pt-BR");
        }
        return language;
    }

    private static String url(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("holds " + file.getFileName() + ", which has more than 100 KB");
        }
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    }

    /**
     * Finds the badge of a page.
     *
     * @param languages the languages of whoever looks at the page, the best one first
     * @return the badge of the first language that there is, else the English one, as a data URL; empty if there is neither
     */
    Optional<String> url(List<Locale> languages) {
        return Stream.concat(languages.stream(), Stream.of(Locale.ENGLISH))
                .flatMap(wanted -> Stream.of(wanted, Locale.forLanguageTag(wanted.getLanguage())))
                .flatMap(wanted -> Stream.ofNullable(urls.get(wanted)))
                .findFirst();
    }
}
