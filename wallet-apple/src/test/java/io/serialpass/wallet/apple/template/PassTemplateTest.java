package io.serialpass.wallet.apple.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.FieldValue;
import io.serialpass.wallet.Finding;
import io.serialpass.wallet.PassContent;
import io.serialpass.wallet.PassDetails;
import io.serialpass.wallet.PassFields;
import io.serialpass.wallet.apple.Samples;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassTemplateTest {

    private static final Map<String, FieldValue> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("seat", new FieldValue.Text("7 \"B\"\n<b>"));
        FIELDS.put("Seat No", new FieldValue.Text("blank"));
        FIELDS.put("points", new FieldValue.Decimal(new BigDecimal("1.50")));
        FIELDS.put("big", new FieldValue.Decimal(new BigDecimal("1E+3")));
        FIELDS.put("vip", new FieldValue.Bool(true));
    }

    private static PassContent content(Map<String, FieldValue> fields) {
        PassDetails details = PassDetails.NONE.withFields(new PassFields(fields));
        return Samples.content(Samples.pass("S-1", details, 1), Samples.type("{}", 1));
    }

    private static ObjectNode fill(String json, Map<String, FieldValue> fields) {
        List<Finding> findings = new ArrayList<>();
        PassTemplate template = PassTemplate.read(json.getBytes(StandardCharsets.UTF_8), findings)
                .orElseThrow(() -> new AssertionError(findings));
        return template.fill(content(fields));
    }

    /** The JSON that a value becomes. */
    private static String filled(String key, String value) {
        return String.valueOf(
                fill("{\"" + key + "\": \"" + value + "\"}", FIELDS).get(key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value | {{fields.points}} | 1.50",
                "value | {{ fields.points }} | 1.50",
                "value | {{fields.points}} points | \"1.50 points\"",
                "value | {{fields.big}} in all | \"1000 in all\"",
                "voided | {{fields.vip}} | true",
                "voided | {{voided}} | false",
                "label | {{fields.points}} | \"1.50\"",
                "message | {{fields.points}} | \"1.50\"",
                "value | {{fields.Seat No}} | \"blank\"",
                "value | {{serialNumber}}/{{organization}} | \"S-1/acme\"",
                "value | {{passTypeIdentifier}} | \"pass.com.example.card\"",
                "value | a {{fields.none}} b | \"a  b\"",
                "value | {{fields.none}} | null",
                "value | {{serialNumber.value}} | null",
                "value | {{expirationDate}} | null",
                "value | \\\\{{fields.seat}} | \"{{fields.seat}}\"",
                "value | \\\\{{ and }} | \"{{ and }}\"",
                "value | { {fields.seat} } | \"{ {fields.seat} }\"",
                "attributedValue | <a href='x'>{{fields.seat}}</a>"
                        + " | \"<a href='x'>7 &quot;B&quot;\\n&lt;b&gt;</a>\"",
                "attributedValue | {{fields.seat}} | \"7 &quot;B&quot;\\n&lt;b&gt;\"",
                "appLaunchURL | https://x/?q={{fields.seat}} | \"https://x/?q=7%20%22B%22%0A%3Cb%3E\"",
                "value | {{fields.seat}}! | \"7 \\\"B\\\"\\n<b>!\"",
            })
    void placeholdersBecomeWhatTheyStandFor(String key, String value, String expected) {
        assertThat(filled(key, value)).isEqualTo(expected);
    }

    @Test
    void aFieldWithoutItsValueIsLeftOut() {
        ObjectNode filled = fill("""
                {"generic": {"primaryFields": [{"key": "a", "value": "{{fields.none}}"}, {"key": "b", "value": "x"}]}}""", FIELDS);
        assertThat(filled.path("generic").path("primaryFields")).hasSize(1);
        assertThat(filled.path("generic")
                        .path("primaryFields")
                        .get(0)
                        .path("key")
                        .asText())
                .isEqualTo("b");
    }

    @Test
    void whatIsNoPlaceholderStaysAsItIs() {
        String json = "{\"userInfo\":{\"a\":[1.0,2.50,true,null,\"x\"],\"b\":1E400}}";
        assertThat(new String(PassJsonFormat.write(fill(json, FIELDS)), StandardCharsets.UTF_8))
                .isEqualTo("{\"userInfo\":{\"a\":[1.0,2.50,true,null,\"x\"],\"b\":1E+400}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{seat}}", "{{}}", "{{fields.}}", "{{item.price}}", "x {{serialNumber.state}} y"})
    void aPlaceholderThatStandsForNothingIsNamed(String value) {
        List<Finding> findings = new ArrayList<>();
        String json = "{\"generic\": {\"backFields\": [{\"value\": \"" + value + "\"}]}}";
        assertThat(PassTemplate.read(json.getBytes(StandardCharsets.UTF_8), findings))
                .isEmpty();
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.where()).isEqualTo("generic.backFields[0].value");
            assertThat(finding.what()).contains("{{");
            assertThat(finding.remedy()).contains("fields.NAME", "serialNumber.status", "item.name");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\":1,\"a\":2}", "{} x", "\"text\"", "{\"a\": tru}"})
    void whatIsNoJsonObjectIsRefused(String json) {
        List<Finding> findings = new ArrayList<>();
        assertThat(PassTemplate.read(json.getBytes(StandardCharsets.UTF_8), findings))
                .isEmpty();
        assertThat(findings).singleElement().extracting(Finding::where).isEqualTo("pass.json");
    }

    /** Whatever a field holds, the JSON stays whole, and the value comes back as it was. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyTextComesThrough(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append("\"\\{}$/<&>'\n\té\u2028x\ud83c\udf9f"
                        .codePoints()
                        .skip(random.nextInt(16))
                        .limit(1)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append));
            }
            ObjectNode filled = fill(
                    "{\"value\": \"{{fields.x}}\", \"label\": \"a {{fields.x}} b\"}",
                    Map.of("x", new FieldValue.Text(text.toString())));
            List<Finding> findings = new ArrayList<>();
            ObjectNode read = PassJsonFormat.read("x", PassJsonFormat.write(filled), findings)
                    .orElseThrow();
            assertThat(read.path("value").asText())
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo(text.toString());
            assertThat(read.path("label").asText())
                    .as("seed %d, run %d", seed, i)
                    .isEqualTo("a " + text + " b");
        }
    }
}
