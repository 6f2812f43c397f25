package io.serialpass.wallet.apple.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.template.PassTemplate;
import java.util.List;
import java.util.UUID;

/** Checks the keys that make Wallet show a pass on the lock screen: places, beacons and dates. */
final class RelevanceRules {

    private static final String OLD_DATE = "relevantDate";

    private static final int MOST_LOCATIONS = 10;
    private static final int MOST_OF_BEACON = 65_535;

    private static final List<String> LOCATION = List.of("latitude", "longitude", "altitude", "relevantText");
    private static final List<String> BEACON = List.of("proximityUUID", "major", "minor", "relevantText");

    /** The last of them is the name that iOS 18 has for the first. */
    private static final List<String> DATE = List.of("date", "startDate", "endDate", OLD_DATE);

    private final ObjectNode pass;
    private final Findings findings;

    private RelevanceRules(ObjectNode pass, Findings findings) {
        this.pass = pass;
        this.findings = findings;
    }

    static void check(ObjectNode pass, Findings findings) {
        RelevanceRules rules = new RelevanceRules(pass, findings);
        rules.checkPlaces();
        rules.checkDates();
        rules.checkOldDate();
    }

    private void checkPlaces() {
        JsonNode locations = pass.path("locations");
        for (int i = 0; locations.isArray() && i < locations.size(); i++) {
            if (locations.get(i) instanceof ObjectNode location) {
                String path = "locations[" + i + "].";
                ObjectRules.checkNames(location, path, LOCATION, findings);
                checkCoordinate(location, path, "latitude", 90);
                checkCoordinate(location, path, "longitude", 180);
                ValueRule.NUMBER.check(location, path, "altitude", findings);
                ValueRule.TEXT.check(location, path, "relevantText", findings);
            }
        }
        JsonNode beacons = pass.path("beacons");
        for (int i = 0; beacons.isArray() && i < beacons.size(); i++) {
            if (beacons.get(i) instanceof ObjectNode beacon) {
                checkBeacon(beacon, "beacons[" + i + "].");
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

    private void checkBeacon(ObjectNode beacon, String path) {
        ObjectRules.checkNames(beacon, path, BEACON, findings);
        JsonNode uuid = beacon.path("proximityUUID");
        if (!PassTemplate.isUnknown(uuid) && !isUuid(uuid.asText())) {
            findings.error(path + "proximityUUID", "A beacon needs a UUID.", "Add it.");
        }
        for (String key : List.of("major", "minor")) {
            JsonNode number = beacon.path(key);
            if (!number.isMissingNode() && !PassTemplate.isUnknown(number) && !isUnsignedShort(number)) {
                findings.error(
                        path + key,
                        "The " + key + " is not a whole number from 0 to " + MOST_OF_BEACON + ".",
                        "Correct it.");
            }
        }
        ValueRule.TEXT.check(beacon, path, "relevantText", findings);
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

    private void checkDates() {
        JsonNode dates = pass.path("relevantDates");
        for (int i = 0; dates.isArray() && i < dates.size(); i++) {
            if (dates.get(i) instanceof ObjectNode date) {
                checkDate(date, "relevantDates[" + i + "]");
            }
        }
    }

    private void checkDate(ObjectNode date, String path) {
        ObjectRules.checkNames(date, path + ".", DATE, findings);
        for (String key : DATE) {
            ValueRule.DATE.check(date, path + ".", key, findings);
        }
        checkOrder(date, path);
        boolean single = date.has("date") || date.has(OLD_DATE);
        if (date.has("startDate") != date.has("endDate") || (!single && !date.has("startDate"))) {
            findings.error(
                    path, "It has neither a date, nor both a startDate and an endDate.", "Give it one or the other.");
        } else if (date.has(OLD_DATE) && !date.has("date")) {
            findings.warning(
                    path + "." + OLD_DATE,
                    "Phones from iOS 26 on look for the key date.",
                    "Give the same under the key date too.");
        }
    }

    private void checkOrder(ObjectNode date, String path) {
        if (ValueRule.isAfter(date.path("startDate"), date.path("endDate"))) {
            findings.warning(path + ".endDate", "The time ends before it starts.", "Correct one of the dates.");
        }
    }

    private void checkOldDate() {
        if (pass.has(OLD_DATE) && !pass.has("relevantDates")) {
            findings.warning(
                    OLD_DATE, "The key relevantDate is deprecated.", "Give relevantDates too, for newer phones.");
        }
        if (pass.has("relevantDates") && !pass.has(OLD_DATE)) {
            findings.warning(
                    "relevantDates",
                    "Phones before iOS 18 do not know relevantDates.",
                    "Give the first of them as relevantDate too.");
        }
    }
}
