package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import io.serialpass.wallet.apple.template.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks the files beside pass.json: images, languages, and the enrolment form.
 *
 * @since 0.1
 */
public final class FileRules {

    private final SortedMap<String, byte[]> files;
    private final Findings findings = new Findings();

    private FileRules(SortedMap<String, byte[]> files) {
        this.files = files;
    }

    /**
     * Looks at the files of a package or a pass type.
     *
     * @param files the files by name
     * @param pass the pass.json, which tells the style
     * @return the findings
     */
    public static List<Finding> check(Map<String, byte[]> files, ObjectNode pass) {
        FileRules rules = new FileRules(new TreeMap<>(files));
        rules.files.keySet().forEach(rules::checkName);
        rules.files.keySet().removeIf(Litter::is);
        ImageRules.check(rules.files, pass, rules.findings);
        LanguageRules.check(rules.files, pass, rules.findings);
        rules.checkPersonalization();
        return rules.findings.list();
    }

    /**
     * Looks into the images of a pass type for damage, which takes as long as to unpack them.
     *
     * @param files the files by name, whole
     * @return the findings
     */
    public static List<Finding> damages(Map<String, byte[]> files) {
        List<Finding> damages = new ArrayList<>();
        files.forEach((name, content) -> {
            try (PngCheck image = new PngCheck()) {
                if (ImageRules.isImage(name)) {
                    image.update(content, 0, content.length);
                    image.damage().ifPresent(damage -> damages.add(ImageRules.damaged(name, damage)));
                }
            }
        });
        return damages;
    }

    private void checkName(String name) {
        if (Litter.is(name) && !Litter.isOfMacos(name)) {
            findings.warning(Shown.text(name), "The file is no part of a pass.", "Zip the contents without it.");
        } else if (Litter.isOfMacos(name)) {
            findings.error(
                    Shown.text(name),
                    "The file is none of a pass, and Wallet refuses packages with such files.",
                    "Zip the contents without it.");
        } else if (name.equals("tooling.json")) {
            findings.warning(
                    name, "The file is Pass Designer's, and no part of a pass.", "Leave it out of the package.");
        }
    }

    private void checkPersonalization() {
        byte[] form = files.get("personalization.json");
        if (form == null) {
            return;
        }
        List<Finding> problems = new ArrayList<>();
        PassJsonFormat.read("personalization.json", form, problems).ifPresent(this::checkForm);
        problems.forEach(findings::add);
        if (files.keySet().stream().noneMatch(name -> ImageRules.base(name).equals("personalizationLogo"))) {
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
                    "List one or more of " + String.join(", ", EnrolmentForm.FIELDS.keySet()) + ".");
        }
        for (JsonNode field : wanted) {
            if (!EnrolmentForm.FIELDS.containsKey(field.asText())) {
                findings.error(
                        "personalization.json",
                        "There is no field " + Shown.text(field.asText()) + " to ask for.",
                        "Use one of " + String.join(", ", EnrolmentForm.FIELDS.keySet()) + ".");
            }
        }
        if (!form.path("description").isTextual()) {
            findings.error("personalization.json", "The key description is required.", "Say what enrolling gives.");
        }
    }
}
