package io.serialpass.wallet.apple.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.text.Texts;
import io.serialpass.wallet.UnmadePackageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pass that is finished becomes a template for all passes of its type. */
class FinishedPassTest {

    private static final String PASS = """
            {"formatVersion": 1, "passTypeIdentifier": "pass.a", "serialNumber": "E5982H-I2", "teamIdentifier": "TEAM",
             "authenticationToken": "0123456789abcdef", "webServiceURL": "https://example.com/", "voided": false,
             "expirationDate": "2027-01-01T00:00Z", "organizationName": "Acme", "description": "{{ a ticket }}",
             "barcode": {"message": "E5982H-I2", "altText": "E5982H-I2"},
             "barcodes": [{"message": "E5982H-I2", "altText": "Show this"}],
             "eventTicket": {
               "primaryFields": [{"key": "seat", "label": "Seat", "value": "7B", "attributedValue": "<b>7B</b>"}],
               "secondaryFields": [{"key": "points", "value": 20}, {"key": "number", "value": "E5982H-I2"}],
               "backFields": [{"key": "terms", "value": "No refunds.", "attributedValue": "<a href='x'>Terms</a>"}]}}""";

    private static FinishedPass pass(String json) {
        return FinishedPass.ofPackage(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode template(FinishedPass pass, FieldMapping mapping) throws IOException {
        return new JsonMapper().readTree(pass.template(mapping));
    }

    private static JsonNode template(String json) throws IOException {
        FinishedPass pass = pass(json);
        return template(pass, pass.defaultMapping());
    }

    @Test
    void whatBelongsToOnePassIsTakenOut() throws IOException {
        JsonNode template = template(PASS);
        assertThat(template.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "formatVersion", "organizationName", "description", "barcode", "barcodes", "eventTicket");
    }

    @Test
    void valuesArePutInByFieldKey() throws IOException {
        JsonNode ticket = template(PASS).path("eventTicket");
        assertThat(ticket.at("/primaryFields/0/value").asText()).isEqualTo("{{fields.seat}}");
        assertThat(ticket.at("/primaryFields/0/attributedValue").asText()).isEqualTo("<b>{{fields.seat}}</b>");
        assertThat(ticket.at("/primaryFields/0/label").asText()).isEqualTo("Seat");
        assertThat(ticket.at("/secondaryFields/0/value").asText()).isEqualTo("{{fields.points}}");
        assertThat(ticket.at("/secondaryFields/1/value").asText()).isEqualTo("{{serialNumber}}");
        assertThat(ticket.at("/backFields/0/value").asText()).isEqualTo("{{fields.terms}}");
        assertThat(ticket.at("/backFields/0").has("attributedValue"))
                .as("Wallet would show it instead of the value")
                .isFalse();
    }

    @Test
    void aBarcodeThatIsTheSerialNumberStaysIt() throws IOException {
        JsonNode template = template(PASS);
        assertThat(template.at("/barcode/message").asText()).isEqualTo("{{serialNumber}}");
        assertThat(template.at("/barcode/altText").asText()).isEqualTo("{{serialNumber}}");
        assertThat(template.at("/barcodes/0/message").asText()).isEqualTo("{{serialNumber}}");
        assertThat(template.at("/barcodes/0/altText").asText()).isEqualTo("Show this");
        JsonNode another = template("{\"serialNumber\": \"1\", \"barcode\": {\"message\": \"2\"}}");
        assertThat(another.at("/barcode/message").asText()).isEqualTo("{{fields.barcode}}");
        assertThat(template("{\"generic\": {}}").has("barcode")).isFalse();
    }

    /** Otherwise they would be placeholders that nobody wrote. */
    @Test
    void bracesOfAPackageStayBracesAndThoseOfTheDesignerArePlaceholders() throws IOException {
        assertThat(template(PASS).path("description").asText()).isEqualTo("\\{{ a ticket }}");
        FinishedPass designed = FinishedPass.ofDesigner(
                "{\"generic\": {\"primaryFields\": [{\"key\": \"a\", \"value\": \"{{item.name}}\"}]}}"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(template(designed, designed.defaultMapping())
                        .at("/generic/primaryFields/0/value")
                        .asText())
                .isEqualTo("{{item.name}}");
    }

    /** A name of a field is a line of 1 to 255 characters. */
    @ParameterizedTest
    @CsvSource({"'', field", "' ', field", "a{b}, a_b_", "'a\u0007b', a_b"})
    void aKeyThatIsNoNameGetsOneThatIs(String key, String name) throws IOException {
        ObjectNode field = new JsonMapper().createObjectNode().put("key", key).put("value", "x");
        JsonNode template = template("{\"generic\": {\"primaryFields\": [" + field + "]}}");
        assertThat(template.at("/generic/primaryFields/0/value").asText()).isEqualTo("{{fields." + name + "}}");
        assertThat(Texts.requireLine(name, 255)).isEqualTo(name);
    }

    @Test
    void theMappingSaysWhatAValueBecomes() throws IOException {
        FieldMapping mapping = new FieldMapping(
                Optional.empty(),
                new TreeMap<>(Map.of("seat", Optional.of("Seat {{fields.row}}"), "terms", Optional.empty())));
        JsonNode template = template(pass(PASS), mapping);
        assertThat(template.at("/barcode/message").asText()).isEqualTo("E5982H-I2");
        assertThat(template.at("/eventTicket/primaryFields/0/value").asText()).isEqualTo("Seat {{fields.row}}");
        assertThat(template.at("/eventTicket/secondaryFields/0/value").asInt())
                .as("one that is not named is kept")
                .isEqualTo(20);
        assertThat(template.at("/eventTicket/backFields/0/value").asText()).isEqualTo("No refunds.");
        assertThat(template.at("/eventTicket/backFields/0").has("attributedValue"))
                .isTrue();
    }

    @Test
    void aMappingThatNamesAFieldThatIsNotThereIsRefused() {
        FieldMapping mapping = new FieldMapping(Optional.empty(), new TreeMap<>(Map.of("sead", Optional.of("x"))));
        assertThatThrownBy(() -> pass(PASS).template(mapping))
                .isInstanceOf(UnmadePackageException.class)
                .hasMessageContaining("sead");
    }

    @Test
    void aMappingIsReadAsItIsWritten() {
        FieldMapping mapping = pass(PASS).defaultMapping();
        assertThat(FieldMapping.read("mapping.json", mapping.write())).isEqualTo(mapping);
        FieldMapping nothing = new FieldMapping(Optional.empty(), new TreeMap<>(Map.of("a", Optional.empty())));
        assertThat(FieldMapping.read("mapping.json", nothing.write())).isEqualTo(nothing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"field\": {}}",
                "{\"fields\": []}",
                "{\"fields\": {\"a\": 1}}",
                "{\"barcode\": true}"
            })
    void whatIsNoMappingIsRefusedByName(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> FieldMapping.read("mapping.json", bytes))
                .isInstanceOf(UnmadePackageException.class)
                .hasMessageContaining("mapping.json");
    }
}
