package io.serialpass.wallet.apple.barcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassLabel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scanner, and the person beside it, see of a pass.json. */
class PackageFaceTest {

    private static PassFace face(String json) throws Exception {
        return PackageFace.of((ObjectNode) new JsonMapper().readTree(json));
    }

    @Test
    void everyBarcodeCountsAsTextAndAsTheBytesOfItsEncoding() throws Exception {
        PassFace face = face("""
                {"barcodes": [{"message": "Zo\u00eb"}, {"message": "Zo\u00eb 2", "messageEncoding": "utf-8"},
                              {"message": ""}, {"message": "\u0416", "messageEncoding": "iso-8859-1"}],
                 "barcode": {"message": "old", "messageEncoding": "unheard-of"}}""");
        assertThat(face.barcodes())
                .containsExactlyInAnyOrder(
                        BarcodeHash.of("Zo\u00eb"),
                        BarcodeHash.of("Zo\u00eb".getBytes(StandardCharsets.ISO_8859_1)),
                        BarcodeHash.of("Zo\u00eb 2"),
                        BarcodeHash.of("\u0416"),
                        BarcodeHash.of("old"));
    }

    @ParameterizedTest
    @CsvSource({
        "EAN13, 400638133393, 400638133393 4006381333931",
        "EAN13, 4006381333931, 4006381333931",
        "EAN13, 0012345678905, 0012345678905 012345678905",
        "EAN13, 001234567890, 001234567890 0012345678905 012345678905",
        "EAN13, no digits, no-digits",
        "Codabar, A12345B, A12345B 12345",
        "Codabar, 12345, 12345",
        "Code128, A12345B, A12345B"
    })
    void whateverScannersMakeOfAFormatCounts(String format, String message, String readings) throws Exception {
        PassFace face = face(
                "{\"barcodes\": [{\"format\": \"PKBarcodeFormat" + format + "\", \"message\": \"" + message + "\"}]}");
        assertThat(face.barcodes())
                .containsExactlyInAnyOrderElementsOf(Stream.of(readings.split(" "))
                        .map(reading -> reading.replace('-', ' '))
                        .map(BarcodeHash::of)
                        .toList());
    }

    @Test
    void morePassBarcodesThanAnybodyShowsAreCutOff() throws Exception {
        String many = "{\"message\": \"\u00e9\"},".repeat(10_000);
        assertThat(face("{\"barcodes\": [" + many + "{\"message\": \"last\"}]}").barcodes())
                .hasSize(2);
    }

    @Test
    void theLabelIsThatOfThePackage() throws Exception {
        PassLabel label = face("""
                {"description": " A ticket ", "voided": true, "expirationDate": "2027-01-01T01:00+01:00",
                 "eventTicket": {"primaryFields": [{"key": "seat", "value": "7B"}, {"key": "name", "value": "Jazz Night"}],
                                 "backFields": [{"key": "Holder_Name", "value": "Zo\u00eb Doe"}]}}""").label();
        assertThat(label)
                .isEqualTo(new PassLabel(
                        Optional.of("Zo\u00eb Doe"),
                        Optional.of("A ticket"),
                        true,
                        Optional.of(Instant.parse("2027-01-01T00:00:00Z"))));
        assertThat(face("{}")).isEqualTo(PassFace.NONE);
        assertThat(face("{\"expirationDate\": \"soon\", \"description\": 7, \"barcodes\": 8, \"barcode\": [9]}"))
                .isEqualTo(PassFace.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"semantics": {"attendeeName": "Ann"}, "generic": {"backFields": [{"key": "holder", "value": "Bob"}]}} | Ann
                    {"semantics": {"passengerName": {"givenName": "Ann", "familyName": "Doe"}}} | Ann Doe
                    {"generic": {"headerFields": [{"key": "name", "value": "Ann"}]}} | Ann
                    {"generic": {"headerFields": [{"key": "name", "value": 7}]}} |
                    {"storeCard": {"backFields": [{"key": "rename", "value": "Ann"}]}} |
                    """)
    void theNameIsTheOneThatThePassShows(String json, String name) throws Exception {
        assertThat(face(json).label().name()).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void longTextsAreCut() throws Exception {
        String description = face("{\"description\": \"" + "\ud83c\udf9f".repeat(300) + "\"}")
                .label()
                .description()
                .orElseThrow();
        assertThat(description.codePointCount(0, description.length())).isEqualTo(PassLabel.LONGEST);
    }
}
