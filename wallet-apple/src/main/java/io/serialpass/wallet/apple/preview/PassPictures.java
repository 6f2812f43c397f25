package io.serialpass.wallet.apple.preview;

import io.serialpass.wallet.apple.doctor.PassStrings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The images and texts that a package holds for a phone. For one thread. */
final class PassPictures {

    /** The images of a page take at most so many bytes, since the page is built in memory. */
    private static final int MOST_BYTES = 4 << 20;

    /** For each scale of a screen, the images that are looked for: the one that was made for it, else the sharpest. */
    private static final Map<Integer, List<Integer>> SCALES =
            Map.of(1, List.of(1, 3, 2), 2, List.of(2, 3, 1), 3, List.of(3, 2, 1));

    private final Map<String, byte[]> files;
    private final String folder;
    private final List<Integer> scales;
    private final Map<String, String> strings;
    private int left = MOST_BYTES;

    /**
     * An image as a page shows it.
     *
     * @param url a data URL
     * @param scale how many pixels of it make a point
     */
    record Picture(String url, int scale) {}

    PassPictures(Map<String, byte[]> files, Phone phone) {
        this.files = files;
        this.folder = PassLanguage.folder(files.keySet(), phone.locale()).orElse("");
        this.scales = SCALES.getOrDefault(phone.scale(), List.of(3, 2, 1));
        String name = folder + "pass.strings";
        byte[] texts = files.get(name);
        this.strings = texts == null ? Map.of() : PassStrings.read(name, texts, new ArrayList<>());
    }

    /** A text in the language, where the package has it. */
    String localized(String text) {
        return strings.getOrDefault(text, text);
    }

    /** Whether there is an image, even if it cannot be drawn here. */
    boolean has(String name) {
        return names(name, ".png").anyMatch(files::containsKey) || isVector(name);
    }

    /** Whether there is an image in PDF alone, which browsers do not draw as an image. */
    boolean isVector(String name) {
        return names(name, ".png").noneMatch(files::containsKey)
                && names(name, ".pdf").anyMatch(files::containsKey);
    }

    /** An image for the scale of the phone, and one for all languages before one for this. */
    Optional<Picture> image(String name) {
        for (String place : List.of("", folder)) {
            for (int scale : scales) {
                byte[] content = files.get(place + name + suffix(scale) + ".png");
                if (content != null && content.length <= left) {
                    left -= content.length;
                    return Optional.of(new Picture(
                            "data:image/png;base64," + Base64.getEncoder().encodeToString(content), scale));
                }
            }
        }
        return Optional.empty();
    }

    private Stream<String> names(String name, String ending) {
        return Stream.of("", folder)
                .flatMap(place -> scales.stream().map(scale -> place + name + suffix(scale) + ending));
    }

    private static String suffix(int scale) {
        return scale == 1 ? "" : "@" + scale + "x";
    }
}
