package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Wallet wants of the style of a pass, and of its fields. */
final class StyleRules {

    private final ObjectNode pass;
    private final Findings findings;

    private StyleRules(ObjectNode pass, Findings findings) {
        this.pass = pass;
        this.findings = findings;
    }

    static void check(ObjectNode pass, Findings findings) {
        StyleRules rules = new StyleRules(pass, findings);
        rules.checkStyles();
        rules.checkSchemes();
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
                    checkFields(entry.getValue(), path, keys);
                } else if (!PassTemplate.isUnknown(entry.getValue())) {
                    findings.error(path, "The value is not a list of fields.", "Put the fields between [ and ].");
                }
            } else if (!(style.equals("boardingPass") && entry.getKey().equals("transitType"))) {
                findings.warning(path, "The key is not one that is known.", "It is kept as it is.");
            }
        }
    }

    private void checkFields(JsonNode fields, String list, Set<String> keys) {
        for (int i = 0; i < fields.size(); i++) {
            String path = list + "[" + i + "].";
            if (!(fields.get(i) instanceof ObjectNode field)) {
                findings.error(list + "[" + i + "]", "A field is an object.", "Put its keys between { and }.");
                continue;
            }
            PassKeys.FIELD.forEach((key, rule) -> rule.check(field, path, key, findings));
            for (Map.Entry<String, JsonNode> entry : field.properties()) {
                if (!PassKeys.FIELD.containsKey(entry.getKey())) {
                    findings.warning(
                            path + Shown.text(entry.getKey()),
                            "The key is not one that is known.",
                            "It is kept as it is; look whether it is spelt as Apple spells it.");
                }
            }
            checkKey(field, path, keys);
            checkValue(field, path);
        }
    }

    private void checkKey(ObjectNode field, String path, Set<String> keys) {
        JsonNode key = field.get("key");
        if (key == null) {
            findings.error(path + "key", "A field needs a key.", "Give it one that no other field of the pass has.");
        } else if (key.isTextual() && !keys.add(key.textValue())) {
            findings.error(
                    path + "key",
                    "Another field has the key " + Shown.text(key.textValue()) + " already.",
                    "Give each field of the pass a key of its own.");
        }
    }

    private void checkValue(ObjectNode field, String path) {
        JsonNode value = field.get("value");
        if (value == null) {
            findings.error(path + "value", "A field needs a value.", "Add it; an empty text is one.");
            return;
        }
        if (PassTemplate.isUnknown(value)) {
            return;
        }
        if (!value.isTextual() && !value.isNumber()) {
            findings.error(path + "value", "The value is neither a text nor a number.", "Make it one of them.");
            return;
        }
        boolean dated = field.has("dateStyle")
                || field.has("timeStyle")
                || field.path("isRelative").asBoolean();
        if (dated && !ValueRule.DATE.allows(value)) {
            findings.error(
                    path + "value",
                    "The value " + Shown.text(value.asText())
                            + " is no time in ISO 8601 with a time zone, though the field has a date or time style.",
                    "Write it as 2027-05-01T20:00+02:00, or take the style away.");
        }
        boolean counted = field.has("numberStyle") || field.has("currencyCode");
        if (counted && !value.isNumber()) {
            findings.error(
                    path + "value",
                    "The value " + Shown.text(value.asText())
                            + " is no number, though the field has a number style or a currency.",
                    "Write it without quotes, or take the style away.");
        }
        String message = field.path("changeMessage").asText("%@");
        if (!message.contains("%@")) {
            findings.warning(
                    path + "changeMessage",
                    "The message has no %@, so that it does not say what the value became.",
                    "Put %@ where the new value belongs.");
        }
    }

    private void checkSchemes() {
        for (JsonNode scheme : pass.path("preferredStyleSchemes")) {
            List<String> needed = switch (scheme.asText()) {
                case "semanticBoardingPass" -> PassKeys.BOARDING_SEMANTICS;
                case "posterEventTicket" -> PassKeys.POSTER_EVENT_SEMANTICS;
                default -> List.of();
            };
            List<String> missing = needed.stream()
                    .filter(tag -> !pass.path("semantics").has(tag))
                    .toList();
            if (!missing.isEmpty()) {
                findings.warning(
                        "semantics",
                        "For " + scheme.asText() + " these are missing: " + String.join(", ", missing)
                                + ". Wallet then shows the older look and does not say why.",
                        "Add them.");
            }
        }
    }
}
