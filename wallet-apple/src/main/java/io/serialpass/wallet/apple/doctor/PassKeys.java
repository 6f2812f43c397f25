package io.serialpass.wallet.apple.doctor;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys of pass.json that Apple's "Pass" page or Apple's builder names, and the rules of their values. */
final class PassKeys {

    static final List<String> LEGACY_STYLES = List.of("boardingPass", "coupon", "eventTicket", "generic", "storeCard");

    static final String POSTER_GENERIC = "posterGeneric";

    static final List<String> FIELD_LISTS = List.of(
            "headerFields",
            "primaryFields",
            "secondaryFields",
            "auxiliaryFields",
            "backFields",
            "additionalInfoFields",
            "footerFields");

    static final Map<String, ValueRule> TOP = top();

    static final Map<String, ValueRule> FIELD = Map.ofEntries(
            entry("key", ValueRule.TEXT),
            entry("value", ValueRule.ANY),
            entry("label", ValueRule.TEXT),
            entry("attributedValue", ValueRule.TEXT),
            entry("changeMessage", ValueRule.TEXT),
            entry("currencyCode", ValueRule.CURRENCY),
            entry("dataDetectorTypes", ValueRule.DETECTORS),
            entry("dateStyle", ValueRule.DATE_STYLE),
            entry("timeStyle", ValueRule.DATE_STYLE),
            entry("ignoresTimeZone", ValueRule.BOOL),
            entry("isRelative", ValueRule.BOOL),
            entry("numberStyle", ValueRule.NUMBER_STYLE),
            entry("textAlignment", ValueRule.TEXT_ALIGNMENT),
            entry("row", ValueRule.WHOLE_NUMBER),
            entry("semantics", ValueRule.OBJECT));

    private PassKeys() {}

    /** The styles that a pass has, the newest last. */
    static List<String> styles(ObjectNode pass) {
        return Stream.concat(LEGACY_STYLES.stream(), Stream.of(POSTER_GENERIC))
                .filter(pass::has)
                .toList();
    }

    private static Map<String, ValueRule> top() {
        Map<String, ValueRule> keys = new LinkedHashMap<>();
        put(keys, ValueRule.TEXT, "description", "organizationName", "passTypeIdentifier", "serialNumber");
        put(
                keys,
                ValueRule.TEXT,
                "teamIdentifier",
                "authenticationToken",
                "logoText",
                "eventLogoText",
                "logoSymbolName");
        put(keys, ValueRule.TEXT, "groupingIdentifier", "contactVenueEmail", "contactVenuePhoneNumber");
        put(keys, ValueRule.TEXT, "transitProviderEmail", "transitProviderPhoneNumber");
        put(keys, ValueRule.NUMBER, "formatVersion", "maxDistance");
        LEGACY_STYLES.forEach(style -> keys.put(style, ValueRule.OBJECT));
        put(keys, ValueRule.OBJECT, POSTER_GENERIC, "barcode", "nfc", "semantics");
        put(keys, ValueRule.TEXTS, "preferredStyleSchemes");
        put(
                keys,
                ValueRule.COLOR,
                "backgroundColor",
                "foregroundColor",
                "labelColor",
                "footerBackgroundColor",
                "stripColor");
        put(keys, ValueRule.BOOL, "suppressStripShine", "suppressHeaderDarkening", "useAutomaticColors");
        put(keys, ValueRule.BOOL, "voided", "sharingProhibited");
        put(keys, ValueRule.OBJECTS, "barcodes", "locations", "beacons", "relevantDates");
        put(keys, ValueRule.OBJECTS, "upcomingPassInformation", "featuredActions");
        put(keys, ValueRule.DATE, "relevantDate", "expirationDate");
        put(keys, ValueRule.WHOLE_NUMBERS, "associatedStoreIdentifiers", "auxiliaryStoreIdentifiers");
        put(keys, ValueRule.ANY, "userInfo");
        put(keys, ValueRule.URL, "webServiceURL", "appLaunchURL", "accessibilityURL", "addOnURL", "bagPolicyURL");
        put(keys, ValueRule.URL, "contactVenueWebsite", "directionsInformationURL", "merchandiseURL", "orderFoodURL");
        put(keys, ValueRule.URL, "parkingInformationURL", "purchaseParkingURL", "sellURL", "transferURL");
        put(keys, ValueRule.URL, "transitInformationURL", "changeSeatURL", "entertainmentURL", "managementURL");
        put(keys, ValueRule.URL, "purchaseAdditionalBaggageURL", "purchaseLoungeAccessURL", "purchaseWifiURL");
        put(keys, ValueRule.URL, "registerServiceAnimalURL", "reportLostBagURL", "requestWheelchairURL");
        put(keys, ValueRule.URL, "trackBagsURL", "transitProviderWebsiteURL", "upgradeURL");
        return keys;
    }

    private static void put(Map<String, ValueRule> keys, ValueRule rule, String... names) {
        for (String name : names) {
            keys.put(name, rule);
        }
    }
}
