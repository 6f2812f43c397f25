package io.serialpass.wallet.apple.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The semantic tags that Apple's "SemanticTags" page or Apple's builder name, and the rules of their values. */
final class SemanticTags {

    static final ObjectRules ALL = new ObjectRules(all());

    /** The parts of tags that are objects, or lists of objects. */
    static final Map<String, ObjectRules> PARTS = parts();

    /** Tags that Apple's page calls otherwise than Apple's builder: the name of the page to that of the builder. */
    static final Map<String, String> OTHER_NAMES = Map.of(
            "departureLocationTimeZone", "departureAirportTimeZone",
            "destinationLocationTimeZone", "destinationAirportTimeZone");

    private SemanticTags() {}

    private static Map<String, ValueRule> all() {
        Map<String, ValueRule> tags = new HashMap<>();
        put(
                tags,
                ValueRule.TEXT,
                "admissionLevel",
                "admissionLevelAbbreviation",
                "attendeeName",
                "entranceDescription");
        put(tags, ValueRule.TEXT, "eventName", "genre", "venueName", "venueEntrance", "venueEntranceDoor");
        put(tags, ValueRule.TEXT, "venueEntranceGate", "venueEntrancePortal", "venuePhoneNumber", "venueRegionName");
        put(tags, ValueRule.TEXT, "venueRoom", "venuePlaceID", "leagueName", "leagueAbbreviation", "sportName");
        put(tags, ValueRule.TEXT, "homeTeamName", "homeTeamAbbreviation", "homeTeamLocation");
        put(tags, ValueRule.TEXT, "awayTeamName", "awayTeamAbbreviation", "awayTeamLocation");
        put(tags, ValueRule.TEXT, "airlineCode", "airlineLoungePlaceID", "boardingGroup");
        put(tags, ValueRule.TEXT, "boardingSequenceNumber", "boardingZone", "carNumber", "confirmationNumber");
        put(tags, ValueRule.TEXT, "departureAirportCode", "departureAirportName", "departureCityName", "departureGate");
        put(tags, ValueRule.TEXT, "departureLocationDescription", "departurePlatform", "departureStationName");
        put(tags, ValueRule.TEXT, "departureTerminal");
        put(tags, ValueRule.TEXT, "destinationAirportCode", "destinationAirportName", "destinationCityName");
        put(tags, ValueRule.TEXT, "destinationGate", "destinationLocationDescription", "destinationPlatform");
        put(tags, ValueRule.TEXT, "destinationStationName", "destinationTerminal");
        put(tags, ValueRule.TEXT, "flightCode", "membershipProgramName");
        put(tags, ValueRule.TEXT, "membershipProgramNumber", "membershipProgramStatus", "priorityStatus");
        put(tags, ValueRule.TEXT, "securityScreening", "ticketFareClass", "transitProvider", "transitStatus");
        put(tags, ValueRule.TEXT, "transitStatusReason", "vehicleName", "vehicleNumber", "vehicleType");
        put(tags, ValueRule.TEXT, "internationalDocumentsVerifiedDeclarationName");
        put(tags, ValueRule.DATE, "eventStartDate", "eventEndDate", "venueBoxOfficeOpenDate", "venueCloseDate");
        put(tags, ValueRule.DATE, "venueDoorsOpenDate", "venueFanZoneOpenDate", "venueGatesOpenDate", "venueOpenDate");
        put(tags, ValueRule.DATE, "venueParkingLotsOpenDate", "originalArrivalDate", "originalBoardingDate");
        put(tags, ValueRule.DATE, "originalDepartureDate", "currentArrivalDate", "currentBoardingDate");
        put(tags, ValueRule.DATE, "currentDepartureDate");
        put(tags, ValueRule.WHOLE_NUMBER, "flightNumber", "duration");
        put(tags, ValueRule.EVENT_TYPE, "eventType");
        put(tags, ValueRule.TIME_ZONE, "departureAirportTimeZone", "departureLocationTimeZone");
        put(tags, ValueRule.TIME_ZONE, "destinationAirportTimeZone", "destinationLocationTimeZone");
        put(tags, ValueRule.BOOL, "silenceRequested", "tailgatingAllowed", "internationalDocumentsAreVerified");
        put(tags, ValueRule.TEXTS, "albumIDs", "artistIDs", "playlistIDs", "performerNames", "passengerCapabilities");
        put(tags, ValueRule.TEXTS, "departureAirportSecurityPrograms", "destinationAirportSecurityPrograms");
        put(tags, ValueRule.TEXTS, "passengerEligibleSecurityPrograms", "passengerAirlineSSRs");
        put(tags, ValueRule.TEXTS, "passengerInformationSSRs", "passengerServiceSSRs");
        put(
                tags,
                ValueRule.OBJECT,
                "balance",
                "totalPrice",
                "departureLocation",
                "destinationLocation",
                "venueLocation");
        put(tags, ValueRule.OBJECT, "passengerName", "eventStartDateInfo");
        put(tags, ValueRule.OBJECTS, "seats", "wifiAccess");
        // Apple's pages and samples have a text and a list of texts for these.
        put(tags, ValueRule.ANY, "additionalTicketAttributes", "loungePlaceIDs");
        return Map.copyOf(tags);
    }

    private static Map<String, ObjectRules> parts() {
        ObjectRules amount = new ObjectRules(Map.of("amount", ValueRule.TEXT, "currencyCode", ValueRule.CURRENCY));
        ObjectRules place = new ObjectRules(
                Map.of("latitude", ValueRule.NUMBER, "longitude", ValueRule.NUMBER), List.of("latitude", "longitude"));
        Map<String, ValueRule> seat = new HashMap<>();
        put(seat, ValueRule.TEXT, "seatDescription", "seatIdentifier", "seatNumber", "seatRow", "seatSection");
        put(seat, ValueRule.TEXT, "seatAisle", "seatLevel", "seatType");
        put(seat, ValueRule.COLOR, "seatSectionColor");
        Map<String, ValueRule> name = new HashMap<>();
        put(name, ValueRule.TEXT, "familyName", "givenName", "middleName", "namePrefix", "nameSuffix", "nickname");
        put(name, ValueRule.ANY, "phoneticRepresentation");
        return Map.of(
                "balance", amount,
                "totalPrice", amount,
                "departureLocation", place,
                "destinationLocation", place,
                "venueLocation", place,
                "seats", new ObjectRules(seat),
                "passengerName", new ObjectRules(name),
                "wifiAccess",
                        new ObjectRules(Map.of("ssid", ValueRule.TEXT, "password", ValueRule.TEXT), List.of("ssid")),
                "eventStartDateInfo",
                        new ObjectRules(Map.of(
                                "date", ValueRule.DATE,
                                "timeZone", ValueRule.TIME_ZONE,
                                "unannounced", ValueRule.BOOL,
                                "undetermined", ValueRule.BOOL,
                                "ignoreTimeComponents", ValueRule.BOOL)));
    }

    private static void put(Map<String, ValueRule> tags, ValueRule rule, String... names) {
        for (String name : names) {
            tags.put(name, rule);
        }
    }
}
