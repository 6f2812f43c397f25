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

class PassJsonRulesTest {

    private static ObjectNode json(String json) {
        List<Finding> findings = new ArrayList<>();
        return PassJsonFormat.read("pass.json", json.getBytes(StandardCharsets.UTF_8), findings)
                .orElseThrow(() -> new AssertionError(findings));
    }

    private static ObjectNode good() {
        return json("""
                {"formatVersion": 1, "description": "d", "organizationName": "o", "passTypeIdentifier": "pass.a",
                 "serialNumber": "0123456789abcdef", "teamIdentifier": "T",
                 "webServiceURL": "https://example.com", "authenticationToken": "0123456789abcdef",
                 "generic": {"primaryFields": [{"key": "a", "value": "x"}]}}""");
    }

    private static List<Finding> check(String change) {
        ObjectNode pass = good();
        pass.setAll(json(change));
        return PassJsonRules.check(pass);
    }

    @Test
    void aGoodPassHasNoFindings() {
        assertThat(PassJsonRules.check(good())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "description",
                "formatVersion",
                "organizationName",
                "passTypeIdentifier",
                "serialNumber",
                "teamIdentifier"
            })
    void requiredKeysAreMissed(String key) {
        ObjectNode pass = good();
        pass.remove(key);
        assertThat(PassJsonRules.check(pass)).anySatisfy(finding -> {
            assertThat(finding.where()).isEqualTo(key);
            assertThat(finding.isError()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "formatVersion | {\"formatVersion\": 2}",
                "formatVersion | {\"formatVersion\": \"1\"}",
                "generic | {\"coupon\": {}}",
                "backgroundColor | {\"backgroundColor\": \"red\"}",
                "backgroundColor | {\"backgroundColor\": \"#ffff\"}",
                "backgroundColor | {\"backgroundColor\": \"rgba(1, 2, 3)\"}",
                "stripColor | {\"stripColor\": \"blue\"}",
                "beacons[0].major | {\"beacons\": [{\"proximityUUID\": \"e2c56db5-dffb-48d2-b060-d0f5a71096e0\","
                        + " \"major\": 65536}]}",
                "description | {\"description\": \"a\\u0007\"}",
                "barcodes[0].message | {\"barcodes\": [{\"format\": \"PKBarcodeFormatQR\", \"message\": \"\","
                        + " \"messageEncoding\": \"utf-8\"}]}",
                "generic.backFields[0].numberStyle | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": 1,"
                        + " \"currencyCode\": \"EUR\", \"numberStyle\": \"PKNumberStyleDecimal\"}]}}",
                "labelColor | {\"labelColor\": \"rgb(1, 2, 256)\"}",
                "voided | {\"voided\": \"yes\"}",
                "expirationDate | {\"expirationDate\": \"2026-12-01\"}",
                "expirationDate | {\"expirationDate\": \"2026-12-01T10:00:00ZZ\"}",
                "expirationDate | {\"expirationDate\": \"2026-12-01T10:00:00\"}",
                "webServiceURL | {\"webServiceURL\": \"http://example.com\"}",
                "webServiceURL | {\"webServiceURL\": \"passes\"}",
                "authenticationToken | {\"authenticationToken\": \"short\"}",
                "appLaunchURL | {\"appLaunchURL\": \"app://x\"}",
                "locations | {\"locations\": [{},{},{},{},{},{},{},{},{},{},{}]}",
                "locations[0].latitude | {\"locations\": [{\"latitude\": 91, \"longitude\": 1}]}",
                "locations[0].longitude | {\"locations\": [{\"latitude\": 1}]}",
                "beacons[0].proximityUUID | {\"beacons\": [{\"proximityUUID\": \"x\"}]}",
                "relevantDates[0] | {\"relevantDates\": [{\"startDate\": \"2026-12-01T10:00Z\"}]}",
                "nfc.encryptionPublicKey | {\"nfc\": {\"message\": \"m\"}}",
                "barcodes | {\"barcodes\": {\"format\": \"PKBarcodeFormatQR\"}}",
                "barcodes[0].format | {\"barcodes\": [{\"format\": \"QR\", \"message\": \"m\", \"messageEncoding\": \"utf-8\"}]}",
                "barcodes[0].message | {\"barcodes\": [{\"format\": \"PKBarcodeFormatQR\", \"messageEncoding\": \"utf-8\"}]}",
                "barcodes[0].message | {\"barcodes\": [{\"format\": \"PKBarcodeFormatQR\", \"message\": \"€\","
                        + " \"messageEncoding\": \"iso-8859-1\"}]}",
                "barcodes[0].messageEncoding | {\"barcodes\": [{\"format\": \"PKBarcodeFormatQR\", \"message\": \"m\","
                        + " \"messageEncoding\": \"latin\"}]}",
                "boardingPass.transitType | {\"boardingPass\": {}}",
                "boardingPass.transitType | {\"boardingPass\": {\"transitType\": \"Air\"}}",
                "generic.primaryFields | {\"generic\": {\"primaryFields\": {}}}",
                "generic.primaryFields[0].key | {\"generic\": {\"primaryFields\": [{\"value\": 1}]}}",
                "generic.primaryFields[0].value | {\"generic\": {\"primaryFields\": [{\"key\": \"a\"}]}}",
                "generic.primaryFields[0].value | {\"generic\": {\"primaryFields\": [{\"key\": \"a\", \"value\": true}]}}",
                "generic.backFields[0].value | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": \"1\","
                        + " \"currencyCode\": \"EUR\"}]}}",
                "generic.backFields[0].currencyCode | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": 1,"
                        + " \"currencyCode\": \"EURO\"}]}}",
                "generic.backFields[0].value | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": \"soon\","
                        + " \"dateStyle\": \"PKDateStyleShort\"}]}}",
                "generic.backFields[0].dateStyle | {\"generic\": {\"backFields\": [{\"key\": \"a\","
                        + " \"value\": \"2026-12-01T10:00Z\", \"dateStyle\": \"short\"}]}}",
                "generic.backFields[0].textAlignment | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": 1,"
                        + " \"textAlignment\": \"left\"}]}}",
            })
    void whatWalletRefusesIsAnErrorAtItsPlace(String where, String change) {
        assertThat(check(change)).anySatisfy(finding -> {
            assertThat(finding.where()).isEqualTo(where);
            assertThat(finding.isError()).isTrue();
            assertThat(finding.what()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "serialNumber | {\"serialNumber\": \"1\"}",
                "aKeyOfNextYear | {\"aKeyOfNextYear\": 1}",
                "generic.backFields[0].sparkle | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": 1, \"sparkle\": 1}]}}",
                "generic.topFields | {\"generic\": {\"topFields\": []}}",
                "webServiceURL | {\"webServiceURL\": \"http://localhost:8080\"}",
                "webServiceURL | {\"webServiceURL\": \"https://example.com/v1\"}",
                "groupingIdentifier | {\"groupingIdentifier\": \"g\"}",
                "nfc.message | {\"nfc\": {\"encryptionPublicKey\": \"k\", \"message\":"
                        + " \"0123456789012345678901234567890123456789012345678901234567890123456789\"}}",
                "barcodes | {\"barcodes\": [{\"format\": \"PKBarcodeFormatEAN13\", \"message\": \"4006381333931\","
                        + " \"messageEncoding\": \"iso-8859-1\"}]}",
                "barcode | {\"barcode\": {\"format\": \"PKBarcodeFormatQR\", \"message\": \"m\", \"messageEncoding\": \"utf-8\"}}",
                "relevantDate | {\"relevantDate\": \"2026-12-01T10:00+01:00\"}",
                "semantics | {\"preferredStyleSchemes\": [\"posterEventTicket\"], \"semantics\": {\"eventName\": \"e\"}}",
                "generic.backFields[0].key | {\"generic\": {\"primaryFields\": [{\"key\": \"a\", \"value\": 1}],"
                        + " \"backFields\": [{\"key\": \"a\", \"value\": 1}]}}",
                "backgroundColor | {\"backgroundColor\": \"#FFF\"}",
                "backgroundColor | {\"backgroundColor\": \"#0014e6\"}",
                "backgroundColor | {\"backgroundColor\": \"rgba(1, 2, 3, 0.5)\"}",
                "labelColor | {\"backgroundColor\": \"rgb(255,255,255)\", \"labelColor\": \"RGB( 250, 250, 200 )\"}",
                "description | {\"description\": \"the club \\u0084XY\\u0093\"}",
                "relevantDates | {\"relevantDates\": [{\"date\": \"2026-12-01T10:00Z\"}]}",
                "generic.headerFields | {\"generic\": {\"headerFields\": [{\"key\": \"a\", \"value\": 1},"
                        + " {\"key\": \"b\", \"value\": 1}, {\"key\": \"c\", \"value\": 1}, {\"key\": \"d\", \"value\": 1}]}}",
                "generic.backFields[0].isRelative | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": \"x\","
                        + " \"isRelative\": false}]}}",
                "semantics.eventName | {\"semantics\": {\"eventName\": 7}}",
                "semantics.eventNam | {\"semantics\": {\"eventNam\": \"x\"}}",
                "semantics.eventType | {\"semantics\": {\"eventType\": \"Sports\"}}",
                "semantics.seats[0].row | {\"semantics\": {\"seats\": [{\"row\": \"7\"}]}}",
                "semantics.departureAirportTimeZone | {\"semantics\": {\"departureAirportTimeZone\": \"Europe/Berlin\"}}",
                "semantics | {\"preferredStyleSchemes\": [\"semanticBoardingPass\", \"boardingPass\"]}",
                "semantics.seats | {\"preferredStyleSchemes\": [\"semanticBoardingPass\", \"boardingPass\"]}",
                "nfc | {\"preferredStyleSchemes\": [\"posterEventTicket\", \"eventTicket\"]}",
                "semantics.eventEndDate | {\"preferredStyleSchemes\": [\"posterEventTicket\", \"eventTicket\"], \"semantics\":"
                        + " {\"eventStartDate\": \"2027-01-02T10:00Z\", \"eventEndDate\": \"2027-01-01T10:00Z\"}}",
                "featuredActions[0].url | {\"featuredActions\": [{\"identifier\": \"a\", \"type\": \"b\"}]}",
                "upcomingPassInformation[0].name | {\"upcomingPassInformation\": [{\"identifier\": \"a\", \"type\": \"event\"}]}",
                "upcomingPassInformation[0].dateInformation.date | {\"upcomingPassInformation\": [{\"identifier\": \"a\","
                        + " \"name\": \"n\", \"type\": \"event\", \"dateInformation\": {\"date\": \"2027-01-01\"}}]}",
                "preferredStyleSchemes | {\"preferredStyleSchemes\": [\"posterEventTicket\"]}",
            })
    void whatWalletTakesIsAWarning(String where, String change) {
        List<Finding> findings = check(change);
        assertThat(findings).extracting(Finding::where).contains(where);
        assertThat(findings).noneMatch(Finding::isError);
    }

    @Test
    void urlAndTokenBelongTogether() {
        ObjectNode withoutUrl = good();
        withoutUrl.remove("webServiceURL");
        assertThat(PassJsonRules.check(withoutUrl)).anyMatch(Finding::isError);
        ObjectNode withoutToken = good();
        withoutToken.remove("authenticationToken");
        assertThat(PassJsonRules.check(withoutToken)).anyMatch(Finding::isError);
    }

    @Test
    void theSchemeOfAUrlCountsInAnyCase() {
        assertThat(check("{\"webServiceURL\": \"HTTPS://EXAMPLE.COM\"}")).isEmpty();
    }

    @Test
    void aFormatThatIsNoneIsNotCalledANewOne() {
        assertThat(findingsOf("DataMatrix", "m")).extracting(Finding::where).containsExactly("barcodes[0].format");
    }

    @Test
    void aPassWithoutAStyleIsRefused() {
        ObjectNode pass = good();
        pass.remove("generic");
        assertThat(PassJsonRules.check(pass)).anyMatch(Finding::isError);
    }

    @Test
    void aPosterMayStandBesideAnOlderStyle() {
        assertThat(check("{\"posterGeneric\": {\"primaryFields\": [{\"key\": \"a\", \"value\": \"x\"}]}}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Code128 | A\u0001-z | true",
                "Code128 | Größe | false",
                "QR | Größe | true",
                "Code39 | AB 12 | true",
                "Code39 | ab | false",
                "Codabar | A123-4B | true",
                "Codabar | 12E4 | false",
                "I2of5 | 1234 | true",
                "I2of5 | 123 | false",
                "EAN13 | 400638133393 | true",
                "EAN13 | 4006381333931 | true",
                "EAN13 | 4006381333932 | false",
                "EAN13 | 40063813339 | false"
            })
    void aMessageThatItsFormatCannotHoldIsAnError(String format, String message, boolean fits) {
        assertThat(errorsOf(format, message)).hasSize(fits ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"QR, 2953, 4296, 7089", "PDF417, 1108, 1850, 2710", "Aztec, 1914, 3067, 3832"})
    void aFormatHoldsAsMuchAsItsStandardSays(String format, int bytes, int characters, int digits) {
        assertThat(errorsOf(format, "\u00e4".repeat(bytes))).isEmpty();
        assertThat(errorsOf(format, "\u00e4".repeat(bytes + 1))).hasSize(1);
        assertThat(errorsOf(format, "A".repeat(characters))).isEmpty();
        assertThat(errorsOf(format, "A".repeat(characters + 1))).hasSize(1);
        assertThat(errorsOf(format, "7".repeat(digits))).isEmpty();
        assertThat(errorsOf(format, "7".repeat(digits + 1))).hasSize(1);
    }

    /** Rail tickets (UIC 918.3, VDV) and GS1 hold control characters. */
    @Test
    void theMessageOfABarcodeIsDataForAMachine() {
        StringBuilder latin1 = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            latin1.append(c);
        }
        assertThat(errorsOf("Aztec", latin1.toString())).isEmpty();
        assertThat(errorsOf("Aztec", latin1 + "\u20ac"))
                .as("what Latin-1 does not have")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Code128, 26, true",
        "Code128, 27, false",
        "Code128, 200, false",
        "Code39, 23, true",
        "Code39, 24, false",
        "I2of5, 34, true",
        "I2of5, 36, false",
        "I2of5, 100000, false",
        "QR, 2900, true",
        "PDF417, 1000, true"
    })
    void aRowOfBarsThatIsTooWideToScanIsAWarning(String format, int length, boolean fits) {
        List<Finding> findings = findingsOf(format, (format.equals("I2of5") ? "1" : "A").repeat(length));
        assertThat(findings).noneMatch(Finding::isError);
        assertThat(findings.stream()
                        .filter(finding -> finding.where().equals("barcodes[0].message"))
                        .toList())
                .hasSize(fits ? 0 : 1);
    }

    private static List<Finding> errorsOf(String format, String message) {
        return findingsOf(format, message).stream().filter(Finding::isError).toList();
    }

    private static List<Finding> findingsOf(String format, String message) {
        ObjectNode pass = good();
        pass.putArray("barcodes")
                .addObject()
                .put("format", "PKBarcodeFormat" + format)
                .put("message", message)
                .put("messageEncoding", "iso-8859-1");
        return PassJsonRules.check(pass);
    }
}
