package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.PassTexts;
import io.serialpass.wallet.apple.template.Shown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks the languages of a package: folders such as {@code de.lproj}, with pass.strings and images. */
final class LanguageRules {

    private static final String FOLDER = ".lproj/";
    private static final int MOST_GAPS = 3;

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** Names that old tools write, each with its name of today. */
    private static final Map<String, String> OLD_NAMES = Map.ofEntries(
            Map.entry("zh_CN", "zh-Hans"),
            Map.entry("zh_SG", "zh-Hans"),
            Map.entry("zh_TW", "zh-Hant"),
            Map.entry("zh_HK", "zh-HK"),
            Map.entry("iw", "he"),
            Map.entry("English", "en"),
            Map.entry("German", "de"),
            Map.entry("French", "fr"),
            Map.entry("Spanish", "es"),
            Map.entry("Italian", "it"),
            Map.entry("Japanese", "ja"),
            Map.entry("Dutch", "nl"));

    private final SortedMap<String, byte[]> files;
    private final Findings findings;
    private final SortedMap<String, Map<String, String>> texts = new TreeMap<>();
    private final SortedMap<String, Set<String>> images = new TreeMap<>();

    private LanguageRules(SortedMap<String, byte[]> files, Findings findings) {
        this.files = files;
        this.findings = findings;
    }

    static void check(SortedMap<String, byte[]> files, ObjectNode pass, Findings findings) {
        LanguageRules rules = new LanguageRules(files, findings);
        files.forEach(rules::add);
        rules.images.keySet().forEach(rules::checkName);
        SortedMap<String, Set<String>> keys = new TreeMap<>();
        rules.texts.forEach((language, read) -> keys.put(language, read.keySet()));
        rules.compare(keys, "pass.strings", "the text");
        rules.compare(rules.images, "", "the image");
        PassKeys.styles(pass).forEach(style -> rules.checkMessages(pass.path(style), style));
    }

    private void add(String name, byte[] content) {
        int slash = name.indexOf(FOLDER);
        if (slash < 0) {
            return;
        }
        String language = name.substring(0, slash);
        String file = name.substring(slash + FOLDER.length());
        Set<String> ofLanguage = images.computeIfAbsent(language, unused -> new TreeSet<>());
        if (file.equals("pass.strings")) {
            List<Finding> problems = new ArrayList<>();
            Map<String, String> read = PassStrings.read(name, content, problems);
            texts.put(language, read);
            PassTexts.checkTranslations(name, read, problems);
            problems.forEach(findings::add);
            if (read.isEmpty() && problems.isEmpty()) {
                findings.warning(name, "It has no text.", "Put the translations into it, or take the file away.");
            }
        } else if (ImageRules.isImage(file)) {
            ofLanguage.add(ImageRules.base(file));
            if (files.containsKey(file)) {
                findings.warning(
                        name,
                        "The image of the same name in the top folder is shown instead.",
                        "Take that one away, or this one.");
            }
        }
    }

    private void checkName(String language) {
        String renamed = OLD_NAMES.getOrDefault(language, language.replace('_', '-'));
        boolean known = LANGUAGES.contains(renamed.split("-", -1)[0].toLowerCase(Locale.ROOT))
                || renamed.split("-", -1)[0].length() == 3;
        if (!renamed.equals(language)) {
            findings.warning(
                    Shown.text(language) + ".lproj",
                    "The language is written as old tools write it, and not every phone finds it.",
                    "Call the folder " + renamed + ".lproj.");
        } else if (!known) {
            findings.warning(
                    Shown.text(language) + ".lproj",
                    "No phone has a language of this name.",
                    "Use a code of ISO 639, as in de.lproj or zh-Hans.lproj.");
        }
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
                        language + FOLDER + file,
                        "It lacks " + what + " " + Shown.text(one) + ", which another language has.",
                        "Add it, since every language needs the same.");
            }
        });
    }

    /** A message may be a key whose translations hold the place of the new value. */
    private void checkMessages(JsonNode style, String path) {
        for (String list : PassKeys.FIELD_LISTS) {
            JsonNode fields = style.path(list);
            for (int i = 0; fields.isArray() && i < fields.size(); i++) {
                JsonNode message = fields.get(i).path("changeMessage");
                if (message.isTextual() && !PassTemplate.isUnknown(message)) {
                    checkMessage(message.textValue(), path + "." + list + "[" + i + "].changeMessage");
                }
            }
        }
    }

    private void checkMessage(String message, String where) {
        Set<String> said = new HashSet<>();
        texts.values().forEach(ofLanguage -> said.add(ofLanguage.getOrDefault(message, message)));
        if (said.isEmpty()) {
            said.add(message);
        }
        if (said.stream().anyMatch(text -> !text.contains("%@"))) {
            findings.warning(
                    where,
                    "The message has no %@" + (said.size() > 1 ? " in every language" : "")
                            + ", so that it does not say what the value became.",
                    "Put %@ where the new value belongs.");
        }
    }
}
