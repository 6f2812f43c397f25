package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.PassTemplate;
import io.serialpass.wallet.apple.template.PassTexts;
import io.serialpass.wallet.apple.template.Shown;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What Wallet wants of pass.json: Apple's "Pass" page, and what is reported to make it refuse a pass. Keys that are not
 * known are warnings, since every year brings new ones. Of a template, values that only a pass has are taken as right.
 */
public final class PassJsonRules {

    private static final int SHORTEST_TOKEN = 16;
    private static final int MOST_LOCATIONS = 10;
    private static final int MOST_OF_BEACON = 65_535;

    private final ObjectNode pass;
    private final Findings findings = new Findings();

    private PassJsonRules(ObjectNode pass) {
        this.pass = pass;
    }

    /**
     * Looks at a pass.json.
     *
     * @param pass the object
     * @return what is wrong with it
     */
    public static List<Finding> check(ObjectNode pass) {
        PassJsonRules rules = new PassJsonRules(pass);
        rules.checkTop();
        List<Finding> texts = new ArrayList<>();
        PassTexts.check(pass, texts);
        texts.forEach(rules.findings::add);
        ColorRules.check(pass, rules.findings);
        StyleRules.check(pass, rules.findings);
        SemanticRules.check(pass, "", rules.findings);
        SchemeRules.check(pass, rules.findings);
        EntryRules.check(pass, rules.findings);
        rules.checkWebService();
        BarcodeRules.check(pass, rules.findings);
        rules.checkPlaces();
        rules.checkRelevantDates();
        rules.checkRest();
        return rules.findings.list();
    }

    private void checkTop() {
        for (String key : List.of(
                "description",
                "formatVersion",
                "organizationName",
                "passTypeIdentifier",
                "serialNumber",
                "teamIdentifier")) {
            JsonNode value = pass.get(key);
            if (value == null || (value.isTextual() && value.textValue().isBlank())) {
                findings.error(key, "The key " + key + " is required.", "Add it to pass.json.");
            }
        }
        PassKeys.TOP.forEach((key, rule) -> rule.check(pass, "", key, findings));
        for (Map.Entry<String, JsonNode> entry : pass.properties()) {
            if (!PassKeys.TOP.containsKey(entry.getKey())) {
                findings.unknownKey(Shown.text(entry.getKey()));
            }
        }
        JsonNode version = pass.get("formatVersion");
        if (version != null && version.isNumber() && version.decimalValue().compareTo(BigDecimal.ONE) != 0) {
            findings.error("formatVersion", "The format version is not 1.", "Make it 1, there is no other.");
        }
        text("serialNumber")
                .filter(value -> value.length() < SHORTEST_TOKEN)
                .ifPresent(value -> findings.warning(
                        "serialNumber",
                        "The serial number is shorter than " + SHORTEST_TOKEN + " characters.",
                        "A longer one cannot be guessed; some validators want it so."));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(pass.get(key)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private void checkWebService() {
        JsonNode url = pass.get("webServiceURL");
        JsonNode token = pass.get("authenticationToken");
        if (url != null && token == null) {
            findings.error(
                    "authenticationToken",
                    "There is a webServiceURL and no authenticationToken.",
                    "Give both or neither.");
        }
        if (url == null && token != null) {
            findings.error(
                    "webServiceURL", "There is an authenticationToken and no webServiceURL.", "Give both or neither.");
        }
        if (url == null && token == null) {
            findings.warning(
                    "webServiceURL",
                    "There is no web service, so that the pass never updates itself.",
                    "Start the server with --web-service-url, or put the URL into the template.");
        }
        text("authenticationToken")
                .filter(value -> value.length() < SHORTEST_TOKEN)
                .ifPresent(value -> findings.error(
                        "authenticationToken",
                        "The token has fewer than " + SHORTEST_TOKEN + " characters.",
                        "Use a longer one."));
        text("webServiceURL")
                .filter(value -> ValueRule.URL.allows(pass.get("webServiceURL")))
                .ifPresent(this::checkWebServiceUrl);
    }

    private void checkWebServiceUrl(String value) {
        URI url = URI.create(value);
        if (!"https".equals(url.getScheme()) && isOfThisMachine(url)) {
            findings.warning(
                    "webServiceURL",
                    "The web service is at this machine and without TLS: phones do not reach it.",
                    "For production use an https URL.");
        } else if (!"https".equals(url.getScheme())) {
            findings.error("webServiceURL", "The URL is not an https one.", "Put the server behind TLS and use https.");
        }
        if (String.valueOf(url.getPath()).matches(".*/v1/?")) {
            findings.warning(
                    "webServiceURL",
                    "The URL ends with v1, and phones append another /v1.",
                    "Leave it away, unless that is what you want.");
        }
    }

    /**
     * Whether a URL leads to the machine itself: no phone gets there, so that it need not be https.
     *
     * @param url a URL
     * @return true if its host is {@code localhost} or a loopback address
     */
    public static boolean isOfThisMachine(URI url) {
        String host = String.valueOf(url.getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private void checkPlaces() {
        JsonNode locations = pass.path("locations");
        for (int i = 0; locations.isArray() && i < locations.size(); i++) {
            if (locations.get(i) instanceof ObjectNode location) {
                String path = "locations[" + i + "].";
                checkCoordinate(location, path, "latitude", 90);
                checkCoordinate(location, path, "longitude", 180);
                ValueRule.NUMBER.check(location, path, "altitude", findings);
                ValueRule.TEXT.check(location, path, "relevantText", findings);
            }
        }
        JsonNode beacons = pass.path("beacons");
        for (int i = 0; beacons.isArray() && i < beacons.size(); i++) {
            JsonNode uuid = beacons.get(i).path("proximityUUID");
            if (!PassTemplate.isUnknown(uuid) && !isUuid(uuid.asText())) {
                findings.error("beacons[" + i + "].proximityUUID", "A beacon needs a UUID.", "Add it.");
            }
            for (String key : List.of("major", "minor")) {
                JsonNode number = beacons.get(i).path(key);
                if (!number.isMissingNode() && !PassTemplate.isUnknown(number) && !isUnsignedShort(number)) {
                    findings.error(
                            "beacons[" + i + "]." + key,
                            "The " + key + " is not a whole number from 0 to " + MOST_OF_BEACON + ".",
                            "Correct it.");
                }
            }
        }
        for (String key : List.of("locations", "beacons")) {
            if (pass.path(key).size() > MOST_LOCATIONS) {
                findings.error(
                        key,
                        "There are " + pass.path(key).size() + " of them, and Wallet takes at most " + MOST_LOCATIONS
                                + ".",
                        "Keep the " + MOST_LOCATIONS + " most useful.");
            }
        }
    }

    private void checkCoordinate(ObjectNode location, String path, String key, int most) {
        JsonNode value = location.get(key);
        if (value == null) {
            findings.error(path + key, "A location needs a " + key + ".", "Add it.");
        } else if (value.isNumber() ? Math.abs(value.doubleValue()) > most : !PassTemplate.isUnknown(value)) {
            findings.error(
                    path + key, "The " + key + " is not a number from -" + most + " to " + most + ".", "Correct it.");
        }
    }

    private static boolean isUnsignedShort(JsonNode number) {
        return number.canConvertToExactIntegral()
                && number.canConvertToInt()
                && 0 <= number.intValue()
                && number.intValue() <= MOST_OF_BEACON;
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void checkRelevantDates() {
        JsonNode dates = pass.path("relevantDates");
        for (int i = 0; dates.isArray() && i < dates.size(); i++) {
            if (dates.get(i) instanceof ObjectNode date) {
                String path = "relevantDates[" + i + "].";
                for (String key : List.of("date", "startDate", "endDate")) {
                    ValueRule.DATE.check(date, path, key, findings);
                }
                if (date.has("startDate") != date.has("endDate") || (!date.has("date") && !date.has("startDate"))) {
                    findings.error(
                            "relevantDates[" + i + "]",
                            "It has neither a date, nor both a startDate and an endDate.",
                            "Give it one or the other.");
                }
            }
        }
    }

    private void checkRest() {
        if (pass.has("appLaunchURL") && pass.path("associatedStoreIdentifiers").isEmpty()) {
            findings.error(
                    "appLaunchURL",
                    "The URL opens an app, and associatedStoreIdentifiers does not say which.",
                    "Add associatedStoreIdentifiers.");
        }
        if (pass.has("groupingIdentifier") && !pass.has("boardingPass") && !pass.has("eventTicket")) {
            findings.warning(
                    "groupingIdentifier", "Wallet groups boarding passes and event tickets only.", "Take it away.");
        }
        if (pass.has("relevantDate") && !pass.has("relevantDates")) {
            findings.warning(
                    "relevantDate", "The key relevantDate is deprecated.", "Give relevantDates too, for newer phones.");
        }
        if (pass.has("relevantDates") && !pass.has("relevantDate")) {
            findings.warning(
                    "relevantDates",
                    "Phones before iOS 18 do not know relevantDates.",
                    "Give the first of them as relevantDate too.");
        }
    }
}
