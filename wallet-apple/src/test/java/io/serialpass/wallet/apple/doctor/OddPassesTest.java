package io.serialpass.wallet.apple.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A pass.json whose values are of another kind than they should be gets findings, whatever the value and the kind. */
class OddPassesTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String PASS = """
            {"formatVersion": 1, "description": "d", "organizationName": "o", "passTypeIdentifier": "pass.a",
             "serialNumber": "0123456789abcdef", "teamIdentifier": "T", "maxDistance": 10, "userInfo": {"a": [1]},
             "webServiceURL": "https://example.com", "authenticationToken": "0123456789abcdef",
             "preferredStyleSchemes": ["posterEventTicket"], "backgroundColor": "rgb(1, 2, 3)", "voided": true,
             "barcode": {"format": "PKBarcodeFormatQR", "message": "m", "messageEncoding": "utf-8", "altText": "t"},
             "barcodes": [{"format": "PKBarcodeFormatPDF417", "message": "m", "messageEncoding": "iso-8859-1"}],
             "nfc": {"message": "m", "encryptionPublicKey": "k"}, "associatedStoreIdentifiers": [1],
             "locations": [{"latitude": 1, "longitude": 2, "relevantText": "t"}],
             "beacons": [{"proximityUUID": "e2c56db5-dffb-48d2-b060-d0f5a71096e0", "major": 1}],
             "relevantDates": [{"startDate": "2026-01-01T00:00:00Z", "endDate": "2026-01-02T00:00:00Z"}],
             "relevantDate": "2026-01-01T00:00:00Z", "expirationDate": "2026-01-01T00:00:00Z",
             "semantics": {"eventName": "n", "seats": [{"seatRow": "1"}], "venueLocation": {"latitude": 1, "longitude": 2}},
             "featuredActions": [{"identifier": "a", "title": "t", "url": "https://example.com"}],
             "upcomingPassInformation": [{"type": "event", "identifier": "i", "name": "n",
               "dateInformation": {"date": "2026-01-01T00:00:00Z", "timeZone": "UTC"}, "URLs": {"bagPolicyURL": "u"},
               "images": {"headerImage": {"URLs": [{"URL": "https://example.com", "SHA256": "a", "size": 1}]}},
               "additionalInfoFields": [{"key": "x", "value": "y"}], "backFields": [{"key": "z", "value": "y"}]}],
             "boardingPass": {"transitType": "PKTransitTypeAir",
               "headerFields": [{"key": "a", "value": 1.5, "currencyCode": "EUR", "changeMessage": "%@"}],
               "primaryFields": [{"key": "b", "value": "2026-01-01T00:00:00Z", "dateStyle": "PKDateStyleShort"}],
               "secondaryFields": [{"key": "c", "value": "x", "label": "l", "textAlignment": "PKTextAlignmentLeft"}],
               "auxiliaryFields": [{"key": "d", "value": "x", "row": 1, "semantics": {"eventName": "n"}}],
               "backFields": [{"key": "e", "value": "x", "attributedValue": "<a href='x'>y</a>"}],
               "additionalInfoFields": [{"key": "f", "value": "x", "dataDetectorTypes": ["PKDataDetectorTypeLink"]}]}}""";

    private static final List<String> KINDS = List.of(
            "null",
            "true",
            "-1",
            "1e400",
            "\"x\"",
            "[]",
            "[null]",
            "[1]",
            "[\"x\"]",
            "[[]]",
            "[{}]",
            "{}",
            "{\"key\": \"a\", \"value\": \"x\"}",
            "{\"a\": {}}",
            "{\"a\": null}");

    /** A place in a pass, whose value can be replaced. */
    private interface Place {
        void put(JsonNode value);
    }

    private static void places(JsonNode node, List<Place> places) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            places.add(value -> ((ObjectNode) node).set(entry.getKey(), value));
            places(entry.getValue(), places);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            int at = i;
            places.add(value -> ((ArrayNode) node).set(at, value));
            places(node.get(i), places);
        }
    }

    private static List<Place> places(ObjectNode pass) {
        List<Place> places = new ArrayList<>();
        places(pass, places);
        return places;
    }

    private final ObjectNode whole;

    OddPassesTest() throws JsonProcessingException {
        whole = (ObjectNode) JSON.readTree(PASS);
    }

    private ObjectNode pass() {
        return whole.deepCopy();
    }

    private static List<Finding> check(ObjectNode pass) {
        List<Finding> findings = new ArrayList<>(PassJsonRules.check(pass));
        findings.addAll(FileRules.check(Map.of(), pass));
        return findings;
    }

    @Test
    void valuesOfEveryKindAreLookedAtInEveryPlace() throws JsonProcessingException {
        int count = places(pass()).size();
        assertThat(count).isGreaterThan(100);
        for (int place = 0; place < count; place++) {
            for (String kind : KINDS) {
                ObjectNode pass = pass();
                places(pass).get(place).put(JSON.readTree(kind));
                try {
                    assertThat(check(pass)).isNotNull();
                } catch (RuntimeException e) {
                    throw new AssertionError(pass.toString(), e);
                }
            }
        }
    }

    @Test
    void anObjectInPlaceOfAListOfFieldsIsAnError() throws JsonProcessingException {
        for (String list : PassKeys.FIELD_LISTS) {
            ObjectNode pass = pass();
            ((ObjectNode) pass.get("boardingPass")).set(list, JSON.readTree("{\"key\": \"a\", \"value\": \"x\"}"));
            assertThat(check(pass)).as(list).anySatisfy(finding -> {
                assertThat(finding.where()).isEqualTo("boardingPass." + list);
                assertThat(finding.isError()).isTrue();
            });
        }
    }
}
