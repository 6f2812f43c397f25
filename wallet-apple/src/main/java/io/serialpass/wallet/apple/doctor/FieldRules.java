package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.Shown;
import java.util.Map;
import java.util.Set;

/** Checks the fields of a style by Apple's "PassFieldContent" page and the builder of Apple's Pass Designer. */
final class FieldRules {

    private final Findings findings;

    /** The keys of the fields that were looked at. */
    private final Set<String> keys;

    FieldRules(Findings findings, Set<String> keys) {
        this.findings = findings;
        this.keys = keys;
    }

    void check(JsonNode fields, String list) {
        for (int i = 0; i < fields.size(); i++) {
            String path = list + "[" + i + "].";
            if (!(fields.get(i) instanceof ObjectNode field)) {
                findings.error(list + "[" + i + "]", "A field is an object.", "Put its keys between { and }.");
                continue;
            }
            PassKeys.FIELD.forEach((key, rule) -> rule.check(field, path, key, findings));
            for (Map.Entry<String, JsonNode> entry : field.properties()) {
                if (!PassKeys.FIELD.containsKey(entry.getKey())) {
                    findings.unknownKey(path + Shown.text(entry.getKey()));
                }
            }
            checkKey(field, path);
            checkValue(field, path);
            checkStyles(field, path);
            SemanticRules.check(field, path, findings);
        }
    }

    private void checkKey(ObjectNode field, String path) {
        JsonNode key = field.get("key");
        if (key == null) {
            findings.error(path + "key", "A field needs a key.", "Give it one that no other field of the pass has.");
        } else if (key.isTextual() && key.textValue().isBlank()) {
            findings.warning(
                    path + "key",
                    "The key is empty, so that nothing tells this field from others.",
                    "Give it one that no other field of the pass has.");
        } else if (key.isTextual() && !keys.add(key.textValue())) {
            findings.warning(
                    path + "key",
                    "Another field has the key " + Shown.text(key.textValue())
                            + " already. Phones show both, and cannot tell which of them changed.",
                    "Give each field of the pass a key of its own.");
        }
    }

    private void checkValue(ObjectNode field, String path) {
        JsonNode value = field.get("value");
        if (value == null) {
            findings.error(path + "value", "A field needs a value.", "Add it; an empty text is one.");
        } else if (!PassTemplate.isUnknown(value)) {
            if (value.isTextual() || value.isNumber()) {
                checkDated(field, path, value);
                checkCounted(field, path, value);
            } else {
                findings.error(path + "value", "The value is neither a text nor a number.", "Make it one of them.");
            }
        }
    }

    private void checkDated(ObjectNode field, String path, JsonNode value) {
        boolean isDate = ValueRule.DATE.allows(value);
        boolean dated = field.has("dateStyle")
                || field.has("timeStyle")
                || field.path("isRelative").asBoolean();
        if (dated && !isDate) {
            findings.error(
                    path + "value",
                    "The value " + Shown.text(value.asText())
                            + " is no time in ISO 8601 with a time zone, though the field has a date or time style.",
                    "Write it as 2027-05-01T20:00+02:00, or take the style away.");
        } else if (!isDate && (field.has("isRelative") || field.has("ignoresTimeZone"))) {
            String key = field.has("isRelative") ? "isRelative" : "ignoresTimeZone";
            findings.warning(
                    path + key,
                    "The value is no date, and older phones read one in a field that has the key " + key + ".",
                    "Leave the key out.");
        }
    }

    private void checkCounted(ObjectNode field, String path, JsonNode value) {
        boolean counted = field.has("numberStyle") || field.has("currencyCode");
        if (counted && !value.isNumber()) {
            findings.error(
                    path + "value",
                    "The value " + Shown.text(value.asText())
                            + " is no number, though the field has a number style or a currency.",
                    "Write it without quotes, or take the style away.");
        }
    }

    private void checkStyles(ObjectNode field, String path) {
        if (field.has("currencyCode") && field.has("numberStyle")) {
            findings.error(
                    path + "numberStyle",
                    "The field has a number style and a currency, and phones do not load such a field.",
                    "Keep one of currencyCode and numberStyle.");
        }
    }
}
