package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import io.serialpass.wallet.apple.template.Shown;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Wallet wants of the files beside pass.json: images, what belongs to languages, and the enrolment form. */
public final class FileRules {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_BYTES = 24;
    private static final int IHDR_OFFSET = 12;
    private static final int IHDR = 0x49484452;
    private static final int MOST_GAPS = 3;
    private static final int MOST_PIXELS_WIDE = 4_096;

    private static final Set<String> PERSONALIZATION_FIELDS = Set.of(
            "PKPassPersonalizationFieldName",
            "PKPassPersonalizationFieldPostalCode",
            "PKPassPersonalizationFieldEmailAddress",
            "PKPassPersonalizationFieldPhoneNumber");

    /** Images that only some styles show. */
    private static final Map<String, Set<String>> STYLES_OF_IMAGES = Map.of(
            "strip", Set.of("coupon", "storeCard", "eventTicket"),
            "thumbnail", Set.of("generic", "eventTicket"),
            "background", Set.of("eventTicket"),
            "footer", Set.of("boardingPass"));

    private final SortedMap<String, byte[]> files;
    private final ObjectNode pass;
    private final Findings findings = new Findings();

    private FileRules(SortedMap<String, byte[]> files, ObjectNode pass) {
        this.files = files;
        this.pass = pass;
    }

    /**
     * Looks at the files of a package or a pass type.
     *
     * @param files the files by name
     * @param pass the pass.json, which tells the style
     * @return what is wrong with them
     */
    public static List<Finding> check(Map<String, byte[]> files, ObjectNode pass) {
        FileRules rules = new FileRules(new TreeMap<>(files), pass);
        rules.checkIcon();
        rules.files.forEach(rules::checkFile);
        rules.checkStyle();
        rules.checkLanguages();
        rules.checkPersonalization();
        return rules.findings.list();
    }

    private void checkIcon() {
        if (!files.containsKey("icon.png") && !files.containsKey("icon@2x.png") && !files.containsKey("icon@3x.png")) {
            findings.incomplete(
                    "icon.png",
                    "There is no icon, and Wallet refuses a pass without one.",
                    "Add icon.png, 29 by 29 pixels.");
            return;
        }
        for (String name : List.of("icon.png", "icon@2x.png", "icon@3x.png")) {
            if (!files.containsKey(name)) {
                findings.warning(
                        name,
                        "The icon is not there in this resolution.",
                        "Add it, so that it is sharp on every phone.");
            }
        }
    }

    private void checkFile(String name, byte[] content) {
        if (name.endsWith(".png")) {
            checkImage(name, content);
        } else if (name.contains(".DS_Store") || name.startsWith("__MACOSX")) {
            findings.error(
                    Shown.text(name),
                    "The file is none of a pass, and Wallet refuses packages with such files.",
                    "Zip the contents without it.");
        }
    }

    private void checkImage(String name, byte[] content) {
        boolean png = content.length > HEADER_BYTES
                && ByteBuffer.wrap(content, 0, PNG.length).equals(ByteBuffer.wrap(PNG))
                && ByteBuffer.wrap(content).getInt(IHDR_OFFSET) == IHDR;
        if (!png) {
            findings.error(Shown.text(name), "The file is not a PNG image.", "Save the image as PNG.");
            return;
        }
        int width = ByteBuffer.wrap(content).getInt(16);
        int height = ByteBuffer.wrap(content).getInt(20);
        // What is above the largest int reads as below zero.
        if (width < 1 || height < 1 || width > MOST_PIXELS_WIDE || height > MOST_PIXELS_WIDE) {
            findings.error(
                    Shown.text(name),
                    "The image is " + Integer.toUnsignedString(width) + " by " + Integer.toUnsignedString(height)
                            + " pixels.",
                    "Make it 1 to " + MOST_PIXELS_WIDE + " pixels wide and high.");
        }
    }

    /** The name of an image without its folder, resolution and ending. */
    private static String base(String name) {
        return name.substring(name.indexOf('/') + 1).replaceAll("(@[23]x)?\\.png$", "");
    }

    private void checkStyle() {
        List<String> styles = PassKeys.LEGACY_STYLES.stream().filter(pass::has).toList();
        NavigableSet<String> images = new TreeSet<>();
        files.keySet().stream()
                .filter(name -> name.endsWith(".png"))
                .map(FileRules::base)
                .forEach(images::add);
        for (String image : images) {
            Set<String> shownBy = STYLES_OF_IMAGES.get(image);
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

    private void checkLanguages() {
        SortedMap<String, Set<String>> keysOfLanguages = new TreeMap<>();
        SortedMap<String, Set<String>> imagesOfLanguages = new TreeMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            int slash = file.getKey().indexOf(".lproj/");
            if (slash < 0) {
                continue;
            }
            String language = file.getKey().substring(0, slash);
            String name = file.getKey().substring(slash + ".lproj/".length());
            Set<String> images = imagesOfLanguages.computeIfAbsent(language, unused -> new TreeSet<>());
            if (name.equals("pass.strings")) {
                keysOfLanguages.put(language, strings(file.getKey(), file.getValue()));
            } else if (name.endsWith(".png")) {
                images.add(base(name));
                if (files.containsKey(name)) {
                    findings.warning(
                            file.getKey(),
                            "The image of the same name in the top folder is shown instead.",
                            "Take that one away, or this one.");
                }
            }
        }
        compare(keysOfLanguages, "pass.strings", "the text");
        compare(imagesOfLanguages, "", "the image");
    }

    private Set<String> strings(String name, byte[] content) {
        List<Finding> problems = new ArrayList<>();
        Set<String> keys = PassStrings.read(name, content, problems).keySet();
        problems.forEach(findings::add);
        return keys;
    }

    private void compare(SortedMap<String, Set<String>> ofLanguages, String file, String what) {
        NavigableSet<String> all = new TreeSet<>();
        ofLanguages.values().forEach(all::addAll);
        ofLanguages.forEach((language, here) -> {
            // Of many that are missing the first few tell enough.
            for (String one : all.stream()
                    .filter(candidate -> !here.contains(candidate))
                    .limit(MOST_GAPS)
                    .toList()) {
                findings.warning(
                        language + ".lproj/" + file,
                        "It lacks " + what + " " + Shown.text(one) + ", which another language has.",
                        "Add it, since every language needs the same.");
            }
        });
    }

    private void checkPersonalization() {
        byte[] form = files.get("personalization.json");
        if (form == null) {
            return;
        }
        List<Finding> problems = new ArrayList<>();
        PassJsonFormat.read("personalization.json", form, problems).ifPresent(this::checkForm);
        problems.forEach(findings::add);
        if (files.keySet().stream().noneMatch(name -> base(name).equals("personalizationLogo"))) {
            findings.warning(
                    "personalizationLogo.png", "The enrolment form has no logo.", "Add one of 150 by 40 pixels.");
        }
    }

    private void checkForm(ObjectNode form) {
        JsonNode wanted = form.path("requiredPersonalizationFields");
        if (!wanted.isArray() || wanted.isEmpty()) {
            findings.error(
                    "personalization.json",
                    "The key requiredPersonalizationFields is not a list of fields.",
                    "List one or more of " + String.join(", ", new TreeSet<>(PERSONALIZATION_FIELDS)) + ".");
        }
        for (JsonNode field : wanted) {
            if (!PERSONALIZATION_FIELDS.contains(field.asText())) {
                findings.error(
                        "personalization.json",
                        "There is no field " + Shown.text(field.asText()) + " to ask for.",
                        "Use one of " + String.join(", ", new TreeSet<>(PERSONALIZATION_FIELDS)) + ".");
            }
        }
        if (!form.path("description").isTextual()) {
            findings.error("personalization.json", "The key description is required.", "Say what enrolling gives.");
        }
    }
}
