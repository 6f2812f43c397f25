package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Checks semantic tags by Apple's "SemanticTags" page and the builder of Apple's Pass Designer. Wallet passes over a tag that
 * it cannot read, so that each finding is a warning.
 */
final class SemanticRules {

    private static final String TAG = "the tag";

    private SemanticRules() {}

    /** Looks at the tags of a pass, of a field or of an event. */
    static void check(ObjectNode owner, String path, Findings findings) {
        if (!(owner.get("semantics") instanceof ObjectNode semantics)) {
            return;
        }
        String where = path + "semantics.";
        SemanticTags.ALL.check(semantics, where, TAG, findings);
        SemanticTags.PARTS.forEach((tag, rules) -> {
            if (semantics.get(tag) instanceof ObjectNode parts) {
                rules.check(parts, where + tag + ".", TAG, findings);
            } else {
                rules.checkEach(semantics.path(tag), where + tag, TAG, findings);
            }
        });
        checkNames(semantics, where, findings);
        checkOrder(semantics, where, findings);
    }

    private static void checkNames(ObjectNode semantics, String where, Findings findings) {
        SemanticTags.OTHER_NAMES.forEach((ofPage, ofBuilder) -> {
            if (semantics.has(ofPage) != semantics.has(ofBuilder)) {
                String here = semantics.has(ofPage) ? ofPage : ofBuilder;
                String other = semantics.has(ofPage) ? ofBuilder : ofPage;
                findings.warning(
                        where + here,
                        "Apple's page has the name " + ofPage + " for it, and Apple's builder " + ofBuilder + ".",
                        "Give it under the name " + other + " too.");
            }
        });
    }

    private static void checkOrder(ObjectNode semantics, String where, Findings findings) {
        if (ValueRule.isAfter(semantics.path("eventStartDate"), semantics.path("eventEndDate"))) {
            findings.warning(where + "eventEndDate", "The event ends before it starts.", "Correct one of the dates.");
        }
    }
}
