package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.Shown;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Checks the keys of an object within pass.json that a phone passes over where it cannot read it, so that each finding is a
 * warning. Immutable.
 *
 * @param keys the keys that are known, with the rule of each value
 * @param required the keys without which a phone passes the object over
 */
record ObjectRules(Map<String, ValueRule> keys, List<String> required) {

    /** Every key may be left out. */
    ObjectRules(Map<String, ValueRule> keys) {
        this(keys, List.of());
    }

    /**
     * Reports the faults of an object.
     *
     * @param object the object
     * @param path the place of the object and a full stop
     * @param whole the name of the part that a phone passes over, as a part of a sentence
     */
    void check(ObjectNode object, String path, String whole, Findings findings) {
        for (String key : required) {
            if (!object.has(key)) {
                findings.warning(path + key, "The key is required, and Wallet passes " + whole + " over.", "Add it.");
            }
        }
        for (Map.Entry<String, JsonNode> part : object.properties()) {
            ValueRule rule = keys.get(part.getKey());
            String where = path + Shown.text(part.getKey());
            if (rule == null) {
                findings.unknownKey(where);
            } else if (!rule.allows(part.getValue())) {
                findings.warning(
                        where,
                        "The value is not " + rule.words() + ", so that Wallet passes " + whole + " over.",
                        "Make it " + rule.words() + ".");
            }
        }
    }

    /** Reports the faults of each object of a list; {@code list} is its place. */
    void checkEach(JsonNode objects, String list, String whole, Findings findings) {
        for (int i = 0; objects.isArray() && i < objects.size(); i++) {
            if (objects.get(i) instanceof ObjectNode object) {
                check(object, list + "[" + i + "].", whole, findings);
            }
        }
    }

    /** Reports the keys of an object that are not among those that are known. */
    static void checkNames(ObjectNode object, String path, Collection<String> known, Findings findings) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                findings.unknownKey(path + Shown.text(name));
            }
        });
    }
}
