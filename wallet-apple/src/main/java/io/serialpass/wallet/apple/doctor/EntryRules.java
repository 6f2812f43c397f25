package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.Shown;
import java.util.List;
import java.util.Map;

/** What Wallet wants of the events of {@code upcomingPassInformation} (iOS 26) and of {@code featuredActions} (iOS 27). */
final class EntryRules {

    private static final Map<String, ValueRule> ACTION =
            Map.of("identifier", ValueRule.TEXT, "type", ValueRule.TEXT, "url", ValueRule.URL);

    private static final Map<String, ValueRule> EVENT = Map.ofEntries(
            Map.entry("identifier", ValueRule.TEXT),
            Map.entry("name", ValueRule.TEXT),
            Map.entry("type", ValueRule.TEXT),
            Map.entry("isActive", ValueRule.BOOL),
            Map.entry("dateInformation", ValueRule.OBJECT),
            Map.entry("semantics", ValueRule.OBJECT),
            Map.entry("URLs", ValueRule.OBJECT),
            Map.entry("images", ValueRule.OBJECT),
            Map.entry("additionalInfoFields", ValueRule.OBJECTS),
            Map.entry("backFields", ValueRule.OBJECTS),
            Map.entry("auxiliaryStoreIdentifiers", ValueRule.NUMBERS));

    private static final Map<String, ValueRule> DATE = Map.of(
            "date", ValueRule.DATE,
            "timeZone", ValueRule.TEXT,
            "isAllDay", ValueRule.BOOL,
            "isUnannounced", ValueRule.BOOL,
            "isUndetermined", ValueRule.BOOL,
            "ignoreTimeComponents", ValueRule.BOOL);

    private EntryRules() {}

    static void check(ObjectNode pass, Findings findings) {
        checkAll(
                pass.path("featuredActions"),
                "featuredActions",
                ACTION,
                List.of("identifier", "type", "url"),
                findings);
        JsonNode events = pass.path("upcomingPassInformation");
        checkAll(events, "upcomingPassInformation", EVENT, List.of("identifier", "name", "type"), findings);
        for (int i = 0; events.isArray() && i < events.size(); i++) {
            String path = "upcomingPassInformation[" + i + "].";
            if (events.get(i).path("dateInformation") instanceof ObjectNode date) {
                checkOne(date, path + "dateInformation.", DATE, List.of(), findings);
            }
            if (events.get(i) instanceof ObjectNode event) {
                SemanticRules.check(event, path, findings);
            }
        }
    }

    private static void checkAll(
            JsonNode entries, String list, Map<String, ValueRule> keys, List<String> required, Findings findings) {
        for (int i = 0; entries.isArray() && i < entries.size(); i++) {
            if (entries.get(i) instanceof ObjectNode entry) {
                checkOne(entry, list + "[" + i + "].", keys, required, findings);
            }
        }
    }

    /** A phone that does not know such an entry, or cannot read it, shows the pass without it. */
    private static void checkOne(
            ObjectNode entry, String path, Map<String, ValueRule> keys, List<String> required, Findings findings) {
        for (String key : required) {
            if (!entry.has(key)) {
                findings.warning(path + key, "The key is required, and Wallet passes the entry over.", "Add it.");
            }
        }
        for (Map.Entry<String, JsonNode> part : entry.properties()) {
            ValueRule rule = keys.get(part.getKey());
            String where = path + Shown.text(part.getKey());
            if (rule == null) {
                findings.unknownKey(where);
            } else if (!rule.allows(part.getValue())) {
                findings.warning(
                        where,
                        "The value is not " + rule.words() + ", so that Wallet passes the entry over.",
                        "Make it " + rule.words() + ".");
            }
        }
    }
}
