package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the events of {@code upcomingPassInformation} (iOS 26) and the {@code featuredActions} (iOS 27). A phone that does
 * not know such an entry, or cannot read it, shows the pass without it.
 */
final class EntryRules {

    private static final String ENTRY = "the entry";
    private static final String IMAGE = "the image";

    /** The most bytes of an image that phones fetch for an event. */
    private static final int MOST_IMAGE_BYTES = 2 << 20;

    private static final ObjectRules ACTION = new ObjectRules(
            Map.of("identifier", ValueRule.TEXT, "type", ValueRule.TEXT, "url", ValueRule.URL),
            List.of("identifier", "type", "url"));

    private static final ObjectRules EVENT = new ObjectRules(
            Map.ofEntries(
                    Map.entry("identifier", ValueRule.TEXT),
                    Map.entry("name", ValueRule.TEXT),
                    Map.entry("type", ValueRule.ENTRY_TYPE),
                    Map.entry("isActive", ValueRule.BOOL),
                    Map.entry("dateInformation", ValueRule.OBJECT),
                    Map.entry("semantics", ValueRule.OBJECT),
                    Map.entry("URLs", ValueRule.OBJECT),
                    Map.entry("images", ValueRule.OBJECT),
                    Map.entry("additionalInfoFields", ValueRule.OBJECTS),
                    Map.entry("backFields", ValueRule.OBJECTS),
                    Map.entry("auxiliaryStoreIdentifiers", ValueRule.WHOLE_NUMBERS)),
            List.of("identifier", "name", "type"));

    private static final ObjectRules DATE = new ObjectRules(Map.of(
            "date", ValueRule.DATE,
            "timeZone", ValueRule.TIME_ZONE,
            "isAllDay", ValueRule.BOOL,
            "isUnannounced", ValueRule.BOOL,
            "isUndetermined", ValueRule.BOOL,
            "ignoreTimeComponents", ValueRule.BOOL));

    /** The links of an event are those that an event ticket has at the top. */
    private static final ObjectRules LINKS = new ObjectRules(Stream.of(
                    "accessibilityURL",
                    "addOnURL",
                    "bagPolicyURL",
                    "contactVenueEmail",
                    "contactVenuePhoneNumber",
                    "contactVenueWebsite",
                    "directionsInformationURL",
                    "merchandiseURL",
                    "orderFoodURL",
                    "parkingInformationURL",
                    "purchaseParkingURL",
                    "sellURL",
                    "transferURL",
                    "transitInformationURL")
            .collect(Collectors.toMap(key -> key, PassKeys.TOP::get)));

    private static final ObjectRules IMAGES =
            new ObjectRules(Map.of("headerImage", ValueRule.OBJECT, "venueMap", ValueRule.OBJECT));

    private static final ObjectRules ONE_IMAGE =
            new ObjectRules(Map.of("URLs", ValueRule.OBJECTS, "reuseExisting", ValueRule.BOOL));

    private static final ObjectRules IMAGE_URL = new ObjectRules(
            Map.of(
                    "URL", ValueRule.HTTPS_URL,
                    "SHA256", ValueRule.TEXT,
                    "scale", ValueRule.WHOLE_NUMBER,
                    "size", ValueRule.WHOLE_NUMBER),
            List.of("URL", "SHA256"));

    private final Findings findings;

    private EntryRules(Findings findings) {
        this.findings = findings;
    }

    static void check(ObjectNode pass, Findings findings) {
        EntryRules rules = new EntryRules(findings);
        ACTION.checkEach(pass.path("featuredActions"), "featuredActions", ENTRY, findings);
        rules.checkIdentifiers(pass.path("featuredActions"), "featuredActions");
        JsonNode events = pass.path("upcomingPassInformation");
        EVENT.checkEach(events, "upcomingPassInformation", ENTRY, findings);
        rules.checkIdentifiers(events, "upcomingPassInformation");
        for (int i = 0; events.isArray() && i < events.size(); i++) {
            if (events.get(i) instanceof ObjectNode event) {
                rules.checkEvent(event, "upcomingPassInformation[" + i + "].");
            }
        }
    }

    /** A phone tells entries apart by their identifiers when a pass is updated. */
    private void checkIdentifiers(JsonNode entries, String list) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; entries.isArray() && i < entries.size(); i++) {
            JsonNode identifier = entries.get(i).path("identifier");
            if (identifier.isTextual() && !seen.add(identifier.textValue())) {
                findings.warning(
                        list + "[" + i + "].identifier",
                        "Another entry has the identifier " + Shown.text(identifier.textValue()) + " already.",
                        "Give each entry one of its own.");
            }
        }
    }

    private void checkEvent(ObjectNode event, String path) {
        SemanticRules.check(event, path, findings);
        if (event.get("dateInformation") instanceof ObjectNode date) {
            DATE.check(date, path + "dateInformation.", ENTRY, findings);
        }
        if (event.get("URLs") instanceof ObjectNode links) {
            LINKS.check(links, path + "URLs.", "the link", findings);
        }
        if (event.get("images") instanceof ObjectNode images) {
            IMAGES.check(images, path + "images.", IMAGE, findings);
            for (String name : IMAGES.keys().keySet()) {
                if (images.get(name) instanceof ObjectNode image) {
                    checkImage(image, path + "images." + name);
                }
            }
        }
        Findings ofFields = new Findings();
        Set<String> keys = new HashSet<>();
        for (String list : List.of("additionalInfoFields", "backFields")) {
            if (event.path(list).isArray()) {
                new FieldRules(ofFields, keys).check(event.get(list), path + list);
            }
        }
        ofFields.list().forEach(finding -> findings.warning(finding.where(), finding.what(), finding.remedy()));
    }

    private void checkImage(ObjectNode image, String path) {
        ONE_IMAGE.check(image, path + ".", IMAGE, findings);
        JsonNode urls = image.path("URLs");
        boolean reused = image.path("reuseExisting").asBoolean() || PassTemplate.isUnknown(image.path("reuseExisting"));
        if (urls.isEmpty() && !PassTemplate.isUnknown(urls) && !reused) {
            findings.warning(
                    path,
                    "The image has neither URLs, nor does it reuse the one of the pass.",
                    "Add URLs, or reuseExisting true.");
        }
        IMAGE_URL.checkEach(urls, path + ".URLs", IMAGE, findings);
        for (int i = 0; urls.isArray() && i < urls.size(); i++) {
            if (urls.get(i).path("size").asLong() > MOST_IMAGE_BYTES) {
                findings.warning(
                        path + ".URLs[" + i + "].size",
                        "The image is larger than 2 MB, so that Wallet passes it over.",
                        "Make it smaller.");
            }
        }
    }
}
