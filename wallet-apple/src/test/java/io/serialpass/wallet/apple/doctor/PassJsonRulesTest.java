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
                "backgroundColor | {\"backgroundColor\": \"#fff\"}",
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
                "generic.backFields[0].key | {\"generic\": {\"primaryFields\": [{\"key\": \"a\", \"value\": 1}],"
                        + " \"backFields\": [{\"key\": \"a\", \"value\": 1}]}}",
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
                "generic.backFields[0].changeMessage | {\"generic\": {\"backFields\": [{\"key\": \"a\", \"value\": 1,"
                        + " \"changeMessage\": \"changed\"}]}}",
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
}
