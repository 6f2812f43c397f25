package io.serialpass.wallet.apple.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.PassJsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys, values and needs of Apple's Pass Builder (commit 63efd0f), row by row. */
class AppleBuilderRulesTest {

    private static final String NAMES = """
            "formatVersion": 1, "description": "d", "organizationName": "o", "passTypeIdentifier": "pass.a",
            "serialNumber": "0123456789abcdef", "teamIdentifier": "T",
            "webServiceURL": "https://example.com", "authenticationToken": "0123456789abcdef",
            """;

    private static final String BOARDING = "{" + NAMES + """
            "preferredStyleSchemes": ["semanticBoardingPass", "boardingPass"],
            "boardingPass": {"transitType": "PKTransitTypeAir", "primaryFields": [{"key": "a", "value": "x"}]},
            "semantics": {"airlineCode": "EX", "flightNumber": 123, "originalDepartureDate": "2027-01-01T10:00Z",
              "originalBoardingDate": "2027-01-01T09:30:00+01:00", "originalArrivalDate": "2027-01-01T12:00:00.5-05:00",
              "departureAirportTimeZone": "Europe/Berlin", "departureLocationTimeZone": "Europe/Berlin",
              "destinationAirportTimeZone": "America/New_York", "destinationLocationTimeZone": "America/New_York",
              "departureAirportCode": "BER", "destinationAirportCode": "JFK", "departureCityName": "Berlin",
              "destinationCityName": "New York", "passengerName": {"givenName": "A", "familyName": "B"},
              "boardingZone": "1", "passengerCapabilities": ["PKPassengerCapabilityPreboarding"],
              "internationalDocumentsAreVerified": true, "duration": 7200, "seats": [{"seatNumber": "1A"}]}}""";

    private static final String EVENT = "{" + NAMES + """
            "preferredStyleSchemes": ["posterEventTicket", "eventTicket"],
            "eventTicket": {"primaryFields": [{"key": "a", "value": "x"}]},
            "nfc": {"message": "m", "requiresAuthentication": true, "encryptionPublicKey":
              "MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACaEzSrU7YXKAEBXJCFCvVbzEmYyPqLmCHSxdqdqaHgjo="},
            "semantics": {"eventName": "e", "eventType": "PKEventTypeSports", "venueName": "v", "venueRoom": "r",
              "venueRegionName": "n", "eventStartDate": "2027-01-01T10:00Z", "eventEndDate": "2027-01-01T12:00Z",
              "homeTeamAbbreviation": "H", "awayTeamAbbreviation": "A", "tailgatingAllowed": false,
              "eventStartDateInfo": {"date": "2027-01-01T10:00Z", "timeZone": "Europe/Berlin", "unannounced": false,
                "undetermined": false, "ignoreTimeComponents": false},
              "venueLocation": {"latitude": 1, "longitude": 2}, "wifiAccess": [{"ssid": "s", "password": "p"}],
              "totalPrice": {"amount": "1.00", "currencyCode": "EUR"},
              "seats": [{"seatDescription": "d", "seatIdentifier": "i", "seatNumber": "1", "seatRow": "2", "seatSection": "3",
                "seatAisle": "4", "seatLevel": "5", "seatType": "6", "seatSectionColor": "rgb(1, 2, 3)"}]},
            "featuredActions": [{"identifier": "a", "type": "t", "url": "https://example.com"}],
            "upcomingPassInformation": [{"identifier": "i", "name": "n", "type": "event", "isActive": true,
              "dateInformation": {"date": "2027-01-01T10:00Z", "timeZone": "Europe/Berlin", "isAllDay": false,
                "isUnannounced": false, "isUndetermined": false, "ignoreTimeComponents": false},
              "semantics": {"eventName": "e"}, "auxiliaryStoreIdentifiers": [1],
              "URLs": {"accessibilityURL": "https://e.com", "addOnURL": "https://e.com", "bagPolicyURL": "https://e.com",
                "contactVenueEmail": "a@e.com", "contactVenuePhoneNumber": "+1", "contactVenueWebsite": "https://e.com",
                "directionsInformationURL": "https://e.com", "merchandiseURL": "https://e.com",
                "orderFoodURL": "https://e.com", "parkingInformationURL": "https://e.com",
                "purchaseParkingURL": "https://e.com", "sellURL": "https://e.com", "transferURL": "https://e.com",
                "transitInformationURL": "https://e.com"},
              "images": {"headerImage": {"reuseExisting": true}, "venueMap": {"URLs":
                [{"URL": "https://e.com/a.png", "SHA256": "00ff", "scale": 2, "size": 2097152}]}},
              "additionalInfoFields": [{"key": "a", "value": "x"}], "backFields": [{"key": "b", "value": 1}]}]}""";

    private static ObjectNode json(String json) {
        List<Finding> findings = new ArrayList<>();
        return PassJsonFormat.read("pass.json", json.getBytes(StandardCharsets.UTF_8), findings)
                .orElseThrow(() -> new AssertionError(findings));
    }

    @ParameterizedTest
    @ValueSource(strings = {BOARDING, EVENT})
    void whatTheBuilderKnowsHasNoFindings(String pass) {
        assertThat(PassJsonRules.check(json(pass))).isEmpty();
    }

    /** Each row takes one value out of a good pass, or puts another one into its place. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // What the schemes need. A phone falls back to the older look.
                "boarding | /semantics/airlineCode | | semantics",
                "boarding | /semantics/airlineCode | \" \" | semantics",
                "boarding | /semantics/flightNumber | | semantics",
                "boarding | /semantics/originalDepartureDate | | semantics",
                "boarding | /semantics/originalBoardingDate | | semantics",
                "boarding | /semantics/originalArrivalDate | | semantics",
                "boarding | /semantics/departureAirportCode | | semantics",
                "boarding | /semantics/destinationAirportCode | | semantics",
                "boarding | /semantics/passengerName | | semantics",
                "boarding | /semantics/passengerName | {} | semantics",
                "boarding | /semantics/departureCityName | | semantics",
                "boarding | /semantics/destinationCityName | | semantics",
                "boarding | /semantics/departureAirportTimeZone | | semantics.departureLocationTimeZone",
                "boarding | /semantics/destinationLocationTimeZone | | semantics.destinationAirportTimeZone",
                "boarding | /semantics/seats | | semantics.seats",
                "boarding | /semantics/seats | [] | semantics.seats",
                "boarding | /boardingPass/transitType | \"PKTransitTypeBus\" | boardingPass.transitType",
                "boarding | /preferredStyleSchemes | [\"boardingPass\", \"semanticBoardingPass\"] | preferredStyleSchemes",
                "boarding | /preferredStyleSchemes | [\"posterEventTicket\", \"eventTicket\"] | preferredStyleSchemes",
                "event | /nfc | | nfc",
                "event | /nfc/requiresAuthentication | | nfc",
                "event | /nfc/requiresAuthentication | false | nfc",
                "event | /nfc/encryptionPublicKey | \"AAAA\" | nfc.encryptionPublicKey",
                "event | /nfc/encryptionPublicKey | \"!\" | nfc.encryptionPublicKey",
                "event | /nfc/more | 1 | nfc.more",
                "event | /semantics/eventName | | semantics",
                "event | /semantics/venueName | | semantics",
                "event | /semantics/venueRoom | | semantics",
                "event | /semantics/venueRegionName | | semantics",
                "event | /semantics/homeTeamAbbreviation | | semantics",
                "event | /semantics/awayTeamAbbreviation | | semantics",
                "event | /semantics/eventType | \"PKEventTypeLivePerformance\" | semantics",
                "event | /semantics/eventStartDate | | semantics",
                "event | /semantics/eventEndDate | \"2026-01-01T10:00Z\" | semantics.eventEndDate",
                "event | /semantics/seats | [] | semantics.seats",
                // Tags. A phone passes one over that it cannot read.
                "boarding | /semantics/flightNumber | \"123\" | semantics.flightNumber",
                "boarding | /semantics/flightNumber | 12.5 | semantics.flightNumber",
                "boarding | /semantics/flightNumber | 1e30 | semantics.flightNumber",
                "boarding | /semantics/duration | \"7200\" | semantics.duration",
                "boarding | /semantics/duration | 90.5 | semantics.duration",
                "boarding | /semantics/originalDepartureDate | \"2027-01-01T10:00+0200\" | semantics.originalDepartureDate",
                "boarding | /semantics/departureAirportTimeZone | \"Berlin\" | semantics.departureAirportTimeZone",
                "boarding | /semantics/passengerCapabilities | \"a\" | semantics.passengerCapabilities",
                "boarding | /semantics/passengerName/givenName | 1 | semantics.passengerName.givenName",
                "boarding | /semantics/passengerName | \"Ann\" | semantics.passengerName",
                "boarding | /semantics/passengerName/first | \"A\" | semantics.passengerName.first",
                "boarding | /semantics/internationalDocumentsAreVerified | \"yes\""
                        + " | semantics.internationalDocumentsAreVerified",
                "event | /semantics/eventType | \"PKEventTypeParty\" | semantics.eventType",
                "event | /semantics/eventStartDateInfo/date | \"2027-01-01\" | semantics.eventStartDateInfo.date",
                "event | /semantics/eventStartDateInfo/timeZone | \"CET/Berlin\" | semantics.eventStartDateInfo.timeZone",
                "event | /semantics/eventStartDateInfo/unannounced | 1 | semantics.eventStartDateInfo.unannounced",
                "event | /semantics/eventStartDateInfo/isAllDay | true | semantics.eventStartDateInfo.isAllDay",
                "event | /semantics/venueLocation/latitude | | semantics.venueLocation.latitude",
                "event | /semantics/venueLocation/latitude | \"1\" | semantics.venueLocation.latitude",
                "event | /semantics/totalPrice/amount | 1.0 | semantics.totalPrice.amount",
                "event | /semantics/totalPrice/currencyCode | \"EURO\" | semantics.totalPrice.currencyCode",
                "event | /semantics/wifiAccess/0/ssid | | semantics.wifiAccess[0].ssid",
                "event | /semantics/seats/0/seatNumber | 1 | semantics.seats[0].seatNumber",
                "event | /semantics/seats/0/seatSectionColor | \"red\" | semantics.seats[0].seatSectionColor",
                "event | /semantics/seats/0/row | \"1\" | semantics.seats[0].row",
                // Events and actions. A phone passes an entry over that it cannot read.
                "event | /featuredActions/0/type | | featuredActions[0].type",
                "event | /featuredActions/0/url | \"e\" | featuredActions[0].url",
                "event | /upcomingPassInformation/0/identifier | | upcomingPassInformation[0].identifier",
                "event | /upcomingPassInformation/0/type | \"concert\" | upcomingPassInformation[0].type",
                "event | /upcomingPassInformation/0/isActive | \"yes\" | upcomingPassInformation[0].isActive",
                "event | /upcomingPassInformation/0/auxiliaryStoreIdentifiers | [1.5]"
                        + " | upcomingPassInformation[0].auxiliaryStoreIdentifiers",
                "event | /upcomingPassInformation/0/dateInformation/timeZone | 1"
                        + " | upcomingPassInformation[0].dateInformation.timeZone",
                "event | /upcomingPassInformation/0/semantics/eventName | 1"
                        + " | upcomingPassInformation[0].semantics.eventName",
                "event | /upcomingPassInformation/0/URLs | [] | upcomingPassInformation[0].URLs",
                "event | /upcomingPassInformation/0/URLs/sellURL | \"e.com\" | upcomingPassInformation[0].URLs.sellURL",
                "event | /upcomingPassInformation/0/URLs/contactVenueEmail | 1"
                        + " | upcomingPassInformation[0].URLs.contactVenueEmail",
                "event | /upcomingPassInformation/0/URLs/upgradeURL | \"https://e.com\""
                        + " | upcomingPassInformation[0].URLs.upgradeURL",
                "event | /upcomingPassInformation/0/images/headerImage | \"a.png\""
                        + " | upcomingPassInformation[0].images.headerImage",
                "event | /upcomingPassInformation/0/images/footerImage | {}"
                        + " | upcomingPassInformation[0].images.footerImage",
                "event | /upcomingPassInformation/0/images/headerImage/reuseExisting | false"
                        + " | upcomingPassInformation[0].images.headerImage",
                "event | /upcomingPassInformation/0/images/venueMap/URLs | []"
                        + " | upcomingPassInformation[0].images.venueMap",
                "event | /upcomingPassInformation/0/images/venueMap/url | 1"
                        + " | upcomingPassInformation[0].images.venueMap.url",
                "event | /upcomingPassInformation/0/images/venueMap/URLs/0/URL | \"http://e.com/a.png\""
                        + " | upcomingPassInformation[0].images.venueMap.URLs[0].URL",
                "event | /upcomingPassInformation/0/images/venueMap/URLs/0/SHA256 |"
                        + " | upcomingPassInformation[0].images.venueMap.URLs[0].SHA256",
                "event | /upcomingPassInformation/0/images/venueMap/URLs/0/scale | 1.5"
                        + " | upcomingPassInformation[0].images.venueMap.URLs[0].scale",
                "event | /upcomingPassInformation/0/images/venueMap/URLs/0/size | 2097153"
                        + " | upcomingPassInformation[0].images.venueMap.URLs[0].size",
                "event | /upcomingPassInformation/0/backFields/0/value |"
                        + " | upcomingPassInformation[0].backFields[0].value",
                "event | /upcomingPassInformation/0/backFields/0/key | \"a\""
                        + " | upcomingPassInformation[0].backFields[0].key",
                // Keys of the objects at the top.
                "event | /barcodes | [{\"format\": \"PKBarcodeFormatQR\", \"message\": \"m\", \"messageEncoding\": \"utf-8\","
                        + " \"alttext\": \"a\"}] | barcodes[0].alttext",
                "event | /locations | [{\"latitude\": 1, \"longitude\": 2, \"name\": \"a\"}] | locations[0].name",
                "event | /beacons | [{\"proximityUUID\": \"e2c56db5-dffb-48d2-b060-d0f5a71096e0\", \"uuid\": 1}]"
                        + " | beacons[0].uuid",
                "event | /relevantDates | [{\"date\": \"2027-01-01T10:00Z\", \"start\": 1}] | relevantDates[0].start",
                "event | /relevantDates | [{\"startDate\": \"2027-01-01T10:00Z\", \"endDate\": \"2027-01-01T10:00+01:00\"}]"
                        + " | relevantDates[0].endDate",
                "event | /relevantDates | [{\"relevantDate\": \"2027-01-01T10:00Z\"}] | relevantDates[0].relevantDate",
            })
    void whatTheBuilderFindsIsAWarningAtItsPlace(String pass, String pointer, String value, String where) {
        ObjectNode changed = json(pass.equals("boarding") ? BOARDING : EVENT);
        int last = pointer.lastIndexOf('/');
        ObjectNode owner = (ObjectNode) changed.at(pointer.substring(0, last));
        if (value == null) {
            owner.remove(pointer.substring(last + 1));
        } else {
            owner.set(
                    pointer.substring(last + 1),
                    json("{\"value\": " + value + "}").get("value"));
        }
        List<Finding> findings = PassJsonRules.check(changed);
        assertThat(findings).extracting(Finding::where).contains(where);
        assertThat(findings).noneMatch(Finding::isError);
    }

    @Test
    void eventsAreToldApartByTheirIdentifiers() {
        ObjectNode twice = json(EVENT);
        twice.withArray("upcomingPassInformation")
                .add(twice.at("/upcomingPassInformation/0").deepCopy());
        assertThat(PassJsonRules.check(twice))
                .extracting(Finding::where)
                .containsExactly("upcomingPassInformation[1].identifier");
    }
}
