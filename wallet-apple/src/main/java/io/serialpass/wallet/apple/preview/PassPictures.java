package io.serialpass.wallet.apple.preview;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.doctor.PassStrings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a package holds for a language: images and texts. Immutable. */
final class PassPictures {

    private final Map<String, byte[]> files;
    private final Optional<String> folder;
    private final Map<String, String> strings;

    PassPictures(Map<String, byte[]> files, Locale locale) {
        this.files = files;
        this.folder = List.of(locale.toLanguageTag(), locale.getLanguage()).stream()
                .map(language -> language + ".lproj/")
                .filter(candidate -> files.keySet().stream().anyMatch(name -> name.startsWith(candidate)))
                .findFirst();
        List<Finding> unread = new ArrayList<>();
        this.strings = folder.map(candidate -> candidate + "pass.strings")
                .flatMap(name -> Optional.ofNullable(files.get(name)).map(file -> PassStrings.read(name, file, unread)))
                .orElse(Map.of());
    }

    /** A text in the language, where the package has it. */
    String localized(String text) {
        return strings.getOrDefault(text, text);
    }

    /** An image as a data URL; the sharpest, and one for all languages before one for this. */
    Optional<String> image(String name) {
        return List.of("", folder.orElse("")).stream()
                .flatMap(place -> List.of("@2x", "@3x", "").stream().map(scale -> place + name + scale + ".png"))
                .flatMap(file -> Optional.ofNullable(files.get(file)).stream())
                .findFirst()
                .map(content -> "data:image/png;base64," + Base64.getEncoder().encodeToString(content));
    }
}
