package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.Shown;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks images, which are PNG, or PDF, which Apple's builder takes as a picture without pixels. The sizes are those of
 * Apple's builder and, where its archived guide has another, of that one too.
 */
final class ImageRules {

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final int HEADER_BYTES = 24;
    private static final int IHDR_OFFSET = 12;
    private static final int IHDR = 0x49484452;
    private static final int MOST_PIXELS_WIDE = 4_096;

    private static final Pattern NAME = Pattern.compile("(?:.*/)?([^/@]*?)(?:@([23])x)?\\.(?:png|pdf)");

    /** Images that only some styles show. */
    private static final Map<String, Set<String>> STYLES = Map.of(
            "strip", Set.of("coupon", "storeCard", "eventTicket"),
            "thumbnail", Set.of("generic", "eventTicket"),
            "background", Set.of("eventTicket"),
            "artwork", Set.of("eventTicket", "posterGeneric"),
            "footer", Set.of("boardingPass"));

    /** The least and the most points that an image is wide and high without being scaled down or drawn blurred. */
    private record Size(int leastWide, int leastHigh, int mostWide, int mostHigh) {
        static Size upTo(int wide, int high) {
            return new Size(1, 1, wide, high);
        }

        String words() {
            return "up to " + mostWide + " by " + mostHigh + " points"
                    + (leastWide > 1 ? ", and at least " + leastWide + " by " + leastHigh : "");
        }

        boolean holds(int wide, int high, int scale) {
            return wide >= leastWide * scale
                    && high >= leastHigh * scale
                    && wide <= mostWide * scale
                    && high <= mostHigh * scale;
        }
    }

    private static final Map<String, Size> SIZES = Map.of(
            "personalizationLogo",
            Size.upTo(150, 40),
            "icon",
            new Size(29, 29, 38, 38),
            "logo",
            Size.upTo(160, 50),
            "strip",
            new Size(312, 84, 375, 144),
            "thumbnail",
            new Size(60, 60, 90, 90),
            "background",
            new Size(180, 220, 345, 505),
            "artwork",
            new Size(358, 448, 358, 448),
            "primaryLogo",
            Size.upTo(126, 30),
            "secondaryLogo",
            Size.upTo(135, 12),
            "footer",
            Size.upTo(286, 15));

    private final SortedMap<String, byte[]> files;
    private final ObjectNode pass;
    private final Findings findings;

    private ImageRules(SortedMap<String, byte[]> files, ObjectNode pass, Findings findings) {
        this.files = files;
        this.pass = pass;
        this.findings = findings;
    }

    static void check(SortedMap<String, byte[]> files, ObjectNode pass, Findings findings) {
        ImageRules rules = new ImageRules(files, pass, findings);
        rules.checkIcon();
        files.forEach((name, content) -> {
            if (isImage(name)) {
                rules.checkImage(name, content);
            }
        });
        rules.checkStyle();
        rules.checkPoster();
    }

    static boolean isImage(String name) {
        return name.endsWith(".png") || name.endsWith(".pdf");
    }

    /** The name of an image without its folder, resolution and ending. */
    static String base(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? matcher.group(1) : name;
    }

    private boolean has(String image) {
        return files.containsKey(image + ".png") || files.containsKey(image + ".pdf");
    }

    private void checkIcon() {
        List<String> missing = List.of("icon", "icon@2x", "icon@3x").stream()
                .filter(icon -> !has(icon))
                .toList();
        if (missing.size() == 3) {
            findings.incomplete(
                    "icon.png",
                    "There is no icon, and Wallet refuses a pass without one.",
                    "Add icon.png, 38 by 38 pixels, with icon@2x.png and icon@3x.png.");
            return;
        }
        // A picture without pixels is sharp in every resolution.
        boolean vector = files.keySet().stream().anyMatch(name -> name.matches("icon(@[23]x)?\\.pdf"));
        for (String icon : vector ? List.<String>of() : missing) {
            findings.warning(
                    icon + ".png",
                    "The icon is not there in this resolution.",
                    "Add it, so that it is sharp on every phone.");
        }
    }

    private void checkImage(String name, byte[] content) {
        String shown = Shown.text(name);
        if (name.endsWith(".pdf")) {
            if (!begins(content, PDF)) {
                findings.error(shown, "The file is not a PDF image.", "Save the image as PDF, or as PNG.");
            }
            return;
        }
        if (!begins(content, PngCheck.MAGIC)
                || content.length <= HEADER_BYTES
                || ByteBuffer.wrap(content).getInt(IHDR_OFFSET) != IHDR) {
            findings.error(shown, "The file is not a PNG image.", "Save the image as PNG.");
            return;
        }
        int width = ByteBuffer.wrap(content).getInt(16);
        int height = ByteBuffer.wrap(content).getInt(20);
        // A number above the largest int reads as one below zero.
        if (width < 1 || height < 1 || width > MOST_PIXELS_WIDE || height > MOST_PIXELS_WIDE) {
            findings.error(
                    shown,
                    "The image is " + Integer.toUnsignedString(width) + " by " + Integer.toUnsignedString(height)
                            + " pixels.",
                    "Make it 1 to " + MOST_PIXELS_WIDE + " pixels wide and high.");
            return;
        }
        checkSize(name, width, height);
    }

    /** What is damaged in an image. */
    static Finding damaged(String name, String damage) {
        return Finding.error(Shown.text(name), "The image is damaged. " + damage, "Save the image as PNG once more.");
    }

    private static boolean begins(byte[] content, byte[] magic) {
        return content.length >= magic.length
                && ByteBuffer.wrap(content, 0, magic.length).equals(ByteBuffer.wrap(magic));
    }

    private void checkSize(String name, int width, int height) {
        Matcher matcher = NAME.matcher(name);
        Size size = matcher.matches() ? SIZES.get(matcher.group(1)) : null;
        if (size == null) {
            return;
        }
        int scale = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
        if (!size.holds(width, height, scale)) {
            findings.warning(
                    Shown.text(name),
                    "The image is " + width + " by " + height + " pixels; Wallet scales or cuts it, since it shows "
                            + size.words() + ", of " + scale + (scale == 1 ? " pixel." : " pixels each."),
                    "Make it fit.");
        }
    }

    private void checkStyle() {
        List<String> styles = PassKeys.styles(pass);
        NavigableSet<String> images = images();
        for (String image : images) {
            Set<String> shownBy = STYLES.get(image);
            if (shownBy != null && styles.stream().noneMatch(shownBy::contains) && !styles.isEmpty()) {
                findings.warning(
                        image + ".png",
                        "A pass of the style " + styles.get(0) + " does not show this image.",
                        "Take it away, or use another image.");
            }
        }
        if (styles.contains("eventTicket")
                && images.contains("strip")
                && (images.contains("background") || images.contains("thumbnail"))) {
            findings.warning(
                    "strip.png",
                    "An event ticket with a strip shows neither background nor thumbnail.",
                    "Keep either the strip or the others.");
        }
    }

    private NavigableSet<String> images() {
        NavigableSet<String> images = new TreeSet<>();
        files.keySet().stream()
                .filter(ImageRules::isImage)
                .map(ImageRules::base)
                .forEach(images::add);
        return images;
    }

    private void checkPoster() {
        boolean poster = pass.path("preferredStyleSchemes").path(0).asText().equals("posterEventTicket");
        if (poster && !images().contains("artwork") && !images().contains("background")) {
            findings.warning(
                    "artwork.png",
                    "posterEventTicket needs the image artwork or background, and neither is there. Wallet then shows the"
                            + " older look and does not say why.",
                    "Add artwork.png, 358 by 448 points.");
        }
    }
}
