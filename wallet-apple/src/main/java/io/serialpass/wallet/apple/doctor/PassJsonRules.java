package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.PassTemplate;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What Wallet wants of pass.json: Apple's "Pass" page, and what is reported to make it refuse a pass. Keys that are not
 * known are warnings, since every year brings new ones. Of a template, values that only a pass has are taken as right.
 */
public final class PassJsonRules {

    private static final int SHORTEST_TOKEN = 16;
    private static final int MOST_LOCATIONS = 10;
    private static final int LONGEST_NFC_MESSAGE = 64;

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
        rules.checkStyles();
        rules.checkWebService();
        rules.checkBarcodes();
        rules.checkNfc();
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
                findings.warning(
                        Findings.shown(entry.getKey()),
                        "The key is not one that is known.",
                        "It is kept as it is; look whether it is spelt as Apple spells it.");
            }
        }
        JsonNode version = pass.get("formatVersion");
        if (version != null && version.isNumber() && version.decimalValue().intValue() != 1) {
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
        checkSchemes();
    }

    private void checkStyle(String style, Set<String> keys) {
        if (!(pass.get(style) instanceof ObjectNode dictionary)) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : dictionary.properties()) {
            String path = style + "." + Findings.shown(entry.getKey());
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
                            path + Findings.shown(entry.getKey()),
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
                    "Another field has the key " + Findings.shown(key.textValue()) + " already.",
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
                    "The value " + Findings.shown(value.asText())
                            + " is no time in ISO 8601 with a time zone, though the field has a date or time style.",
                    "Write it as 2027-05-01T20:00+02:00, or take the style away.");
        }
        boolean counted = field.has("numberStyle") || field.has("currencyCode");
        if (counted && !value.isNumber()) {
            findings.error(
                    path + "value",
                    "The value " + Findings.shown(value.asText())
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
        String host = String.valueOf(url.getHost());
        boolean local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        if (!"https".equals(url.getScheme()) && local) {
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

    private void checkBarcodes() {
        JsonNode barcodes = pass.path("barcodes");
        boolean anyKnown = false;
        for (int i = 0; barcodes.isArray() && i < barcodes.size(); i++) {
            if (barcodes.get(i) instanceof ObjectNode barcode) {
                checkBarcode(barcode, "barcodes[" + i + "].");
                anyKnown |= PassKeys.BARCODES.contains(barcode.path("format").asText());
            }
        }
        if (barcodes.isArray() && !barcodes.isEmpty() && !anyKnown && !pass.has("barcode")) {
            boolean unknown = false;
            for (JsonNode barcode : barcodes) {
                unknown |= PassTemplate.isUnknown(barcode.path("format"));
            }
            if (!unknown) {
                findings.warning(
                        "barcodes",
                        "Phones before iOS 27 show none of these barcodes.",
                        "Add one of the formats QR, PDF417, Aztec or Code128 at the end.");
            }
        }
        if (pass.get("barcode") instanceof ObjectNode barcode) {
            checkBarcode(barcode, "barcode.");
            if (!pass.has("barcodes")) {
                findings.warning(
                        "barcode", "The key barcode is deprecated.", "Put the same into a list with the key barcodes.");
            }
        }
    }

    private void checkBarcode(ObjectNode barcode, String path) {
        for (String key : List.of("format", "message", "messageEncoding")) {
            if (barcode.has(key)) {
                ValueRule.TEXT.check(barcode, path, key, findings);
            } else {
                findings.error(path + key, "A barcode needs the key " + key + ".", "Add it.");
            }
        }
        ValueRule.TEXT.check(barcode, path, "altText", findings);
        JsonNode format = barcode.path("format");
        if (format.isTextual()
                && !PassKeys.BARCODES.contains(format.textValue())
                && !PassKeys.NEW_BARCODES.contains(format.textValue())) {
            findings.error(
                    path + "format",
                    "There is no barcode format " + Findings.shown(format.textValue()) + ".",
                    "Use PKBarcodeFormatQR, PDF417, Aztec or Code128.");
        }
        if (barcode.path("message").isTextual()
                && barcode.path("messageEncoding").isTextual()) {
            checkEncoding(barcode, path);
        }
    }

    private void checkEncoding(ObjectNode barcode, String path) {
        String encoding = barcode.path("messageEncoding").textValue();
        try {
            Charset charset = Charset.forName(encoding);
            if (!charset.canEncode()
                    || !charset.newEncoder().canEncode(barcode.path("message").textValue())) {
                findings.error(
                        path + "message",
                        "The message has characters that " + Findings.shown(encoding) + " does not have.",
                        "Use utf-8 as the messageEncoding, or other characters.");
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            findings.error(
                    path + "messageEncoding",
                    "There is no encoding " + Findings.shown(encoding) + ".",
                    "Use iso-8859-1, which scanners expect.");
        }
    }

    private void checkNfc() {
        if (!(pass.get("nfc") instanceof ObjectNode nfc)) {
            return;
        }
        for (String key : List.of("message", "encryptionPublicKey")) {
            if (nfc.has(key)) {
                ValueRule.TEXT.check(nfc, "nfc.", key, findings);
            } else {
                findings.error("nfc." + key, "NFC needs the key " + key + ".", "Add it.");
            }
        }
        JsonNode message = nfc.path("message");
        if (message.isTextual() && message.textValue().getBytes(StandardCharsets.UTF_8).length > LONGEST_NFC_MESSAGE) {
            findings.warning(
                    "nfc.message",
                    "The message is longer than " + LONGEST_NFC_MESSAGE + " bytes, and Wallet cuts it off.",
                    "Use a shorter one.");
        }
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
    }
}
