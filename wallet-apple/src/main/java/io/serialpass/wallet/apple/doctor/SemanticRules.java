package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.Shown;
import java.util.Map;
import java.util.Optional;

/** What Wallet wants of semantic tags: Apple's "SemanticTags" page, and the builder of Apple's Pass Designer. */
final class SemanticRules {

    private SemanticRules() {}

    /** Looks at the tags of a pass or of a field. Wallet passes over a tag that it cannot read. */
    static void check(ObjectNode owner, String path, Findings findings) {
        if (!(owner.get("semantics") instanceof ObjectNode semantics)) {
            return;
        }
        String where = path + "semantics.";
        for (Map.Entry<String, JsonNode> tag : semantics.properties()) {
            ValueRule rule = SemanticTags.ALL.get(tag.getKey());
            if (rule == null) {
                findings.unknownKey(where + Shown.text(tag.getKey()));
            } else if (!rule.allows(tag.getValue())) {
                findings.warning(
                        where + tag.getKey(),
                        "The value is not " + rule.words() + ", so that Wallet passes it over.",
                        "Make it " + rule.words() + ".");
            }
        }
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
        checkEventType(semantics, where, findings);
        checkSeats(semantics.path("seats"), where, findings);
    }

    private static void checkEventType(ObjectNode semantics, String where, Findings findings) {
        Optional.ofNullable(semantics.get("eventType"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(type -> !SemanticTags.EVENT_TYPES.contains(type))
                .ifPresent(type -> findings.warning(
                        where + "eventType",
                        "There is no type of event " + Shown.text(type) + ".",
                        "Use one of PKEventTypeGeneric, LivePerformance, Movie, Sports, Conference, Convention,"
                                + " Workshop, SocialGathering."));
    }

    private static void checkSeats(JsonNode seats, String where, Findings findings) {
        for (int i = 0; seats.isArray() && i < seats.size(); i++) {
            for (Map.Entry<String, JsonNode> key : seats.get(i).properties()) {
                if (!SemanticTags.SEAT.contains(key.getKey())) {
                    findings.unknownKey(where + "seats[" + i + "]." + Shown.text(key.getKey()));
                }
            }
        }
    }
}
