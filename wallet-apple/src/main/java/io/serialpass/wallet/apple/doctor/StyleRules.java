package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the style of a pass. */
final class StyleRules {

    /** How many fields of a list phones show at most, as Apple's "Wallet Developer Guide" has it. */
    private static final Map<String, Integer> MOST_SHOWN =
            Map.of("headerFields", 3, "primaryFields", 1, "secondaryFields", 4, "auxiliaryFields", 4);

    private static final int MOST_OF_TRAVEL = 5;
    private static final int MOST_TOGETHER = 4;

    private final ObjectNode pass;
    private final Findings findings;

    private StyleRules(ObjectNode pass, Findings findings) {
        this.pass = pass;
        this.findings = findings;
    }

    static void check(ObjectNode pass, Findings findings) {
        StyleRules rules = new StyleRules(pass, findings);
        rules.checkStyles();
    }

    private void checkStyles() {
        List<String> styles = PassKeys.LEGACY_STYLES.stream().filter(pass::has).toList();
        if (styles.size() > 1) {
            findings.error(
                    styles.get(1),
                    "The pass has more than one style: " + String.join(", ", styles) + ".",
                    "Keep one of them.");
        }
        if (styles.isEmpty() && !pass.has(PassKeys.POSTER_GENERIC)) {
            findings.error(
                    "pass.json",
                    "The pass has no style.",
                    "Add one of " + String.join(", ", PassKeys.LEGACY_STYLES) + ".");
        }
        for (String style : styles) {
            checkStyle(style, new HashSet<>());
        }
        if (pass.has(PassKeys.POSTER_GENERIC)) {
            // Beside an older style it holds the same fields once more.
            checkStyle(PassKeys.POSTER_GENERIC, new HashSet<>());
        }
        if (pass.path("boardingPass") instanceof ObjectNode boarding) {
            if (boarding.has("transitType")) {
                ValueRule.TRANSIT_TYPE.check(boarding, "boardingPass.", "transitType", findings);
            } else {
                findings.error(
                        "boardingPass.transitType",
                        "A boarding pass needs a transit type.",
                        "Add PKTransitTypeAir or another.");
            }
        }
    }

    private void checkStyle(String style, Set<String> keys) {
        if (!(pass.get(style) instanceof ObjectNode dictionary)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : dictionary.properties()) {
            String path = style + "." + Shown.text(entry.getKey());
            if (PassKeys.FIELD_LISTS.contains(entry.getKey())) {
                if (entry.getValue().isArray()) {
                    new FieldRules(findings, keys).check(entry.getValue(), path);
                } else if (!PassTemplate.isUnknown(entry.getValue())) {
                    findings.error(path, "The value is not a list of fields.", "Put the fields between [ and ].");
                }
            } else if (!(style.equals("boardingPass") && entry.getKey().equals("transitType"))) {
                findings.unknownKey(path);
            }
        }
        if (!style.equals(PassKeys.POSTER_GENERIC)) {
            checkNumbers(style, dictionary);
        }
    }

    private void checkNumbers(String style, ObjectNode dictionary) {
        MOST_SHOWN.forEach((list, usual) -> {
            int most = style.equals("boardingPass")
                    ? switch (list) {
                        case "primaryFields" -> 2;
                        case "auxiliaryFields" -> MOST_OF_TRAVEL;
                        default -> usual;
                    }
                    : usual;
            checkNumber(style + "." + list, dictionary.path(list).size(), most);
        });
        boolean oneRow = style.equals("coupon") || style.equals("storeCard");
        if (oneRow) {
            checkNumber(
                    style + ".auxiliaryFields",
                    dictionary.path("secondaryFields").size()
                            + dictionary.path("auxiliaryFields").size(),
                    MOST_TOGETHER);
        }
    }

    private void checkNumber(String where, int count, int most) {
        if (count > most) {
            findings.warning(
                    where,
                    "There are " + count + " fields, and phones show at most " + most + " here.",
                    "Put the others on the back.");
        }
    }
}
