package io.serialpass.wallet.apple.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassPreviewTest {

    private static final Path SAMPLES = Path.of("../../shared/samples");

    private final Map<String, byte[]> files = new HashMap<>();

    private String draw(String json, Locale locale) {
        files.put("pass.json", json.getBytes(StandardCharsets.UTF_8));
        return PassPreview.of(files, locale);
    }

    /** What is shown, without markup, spaces or pictures. */
    private static List<String> texts(String html) {
        return html.substring(html.indexOf("<body>"))
                .replaceAll("<svg.*?</svg>", "")
                .replaceAll("<[^>]*>", "\n")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boardingPass", "coupon", "eventTicket", "generic", "storeCard"})
    void everyStyleShowsItsFieldsFrontAndBack(String style) {
        for (String image : List.of("icon", "logo", "strip", "thumbnail", "background", "footer")) {
            files.put(image + "@2x.png", Samples.png(4, 4));
        }
        String html = draw("""
                {"description": "D", "organizationName": "O", "logoText": "L",
                 "barcodes": [{"format": "PKBarcodeFormatAztec", "message": "m", "messageEncoding": "utf-8", "altText": "alt"}],
                 "STYLE": {"transitType": "PKTransitTypeTrain",
                   "headerFields": [{"key": "h", "label": "hl", "value": "hv"}],
                   "primaryFields": [{"key": "p", "label": "pl", "value": "pv"}, {"key": "q", "label": "ql", "value": "qv"}],
                   "secondaryFields": [{"key": "s", "label": "sl", "value": "sv"}],
                   "auxiliaryFields": [{"key": "a", "label": "al", "value": "av"}],
                   "backFields": [{"key": "b", "label": "bl", "value": "bv"}]}}""".replace("STYLE", style), Locale.ENGLISH);
        assertThat(texts(html))
                .contains("L", "hl", "hv", "pl", "pv", "qv", "sl", "sv", "al", "av", "alt", "D", "bl", "bv");
        assertThat(html)
                .contains("class=\"pass " + style, "class=\"pass back\"", "alt=\"logo\"", "alt=\"icon\"", "<svg");
        assertThat(html.contains("alt=\"footer\"")).isEqualTo(style.equals("boardingPass"));
        assertThat(html.contains("alt=\"thumbnail\"")).isEqualTo(style.equals("generic"));
        assertThat(html.contains("alt=\"strip\"")).isEqualTo(!style.equals("generic") && !style.equals("boardingPass"));
    }

    @Test
    void nothingOfAPassBecomesMarkup() {
        files.put(
                "de.lproj/pass.strings",
                "\"label\" = \"</style><script>x</script>\";".getBytes(StandardCharsets.UTF_8));
        String html = draw("""
                {"description": "</title><script>a</script>", "backgroundColor": "red;} body {display:none",
                 "labelColor": "rgb(1,2,3)\\"><img src=x>",
                 "barcodes": [{"format": "PKBarcodeFormatQR", "message": "<m>", "messageEncoding": "utf-8",
                   "altText": "<b onclick='x'>"}],
                 "generic": {"primaryFields": [{"key": "a", "label": "label", "value": "<img src=x onerror=alert(1)>"}],
                   "backFields": [{"key": "b", "value": "v", "attributedValue": "<a href='javascript:alert(1)'>Link</a>"}]}}""", Locale.GERMAN);
        assertThat(html)
                .doesNotContain("<script", "<img src=x", "javascript:", "onclick='", "display:none")
                .contains("&lt;img src=x onerror=alert(1)&gt;", "Link");
    }

    @Test
    void valuesAreShownInTheLanguageOfThePhone() {
        files.put("de.lproj/pass.strings", "\"price\" = \"Preis\";".getBytes(StandardCharsets.UTF_8));
        String json = """
                {"generic": {"primaryFields": [{"key": "a", "label": "price", "value": 1234.5, "currencyCode": "EUR"}],
                  "secondaryFields": [{"key": "b", "value": "2026-12-05T20:00+01:00", "dateStyle": "PKDateStyleMedium"}]}}""";
        assertThat(texts(draw(json, Locale.GERMANY))).contains("Preis", "1.234,50\u00a0\u20ac", "05.12.2026");
        assertThat(texts(draw(json, Locale.US))).contains("price", "\u20ac1,234.50", "Dec 5, 2026");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QR:m",
                "PDF417:m",
                "Aztec:m",
                "Code128:m",
                "Code39:M",
                "Codabar:A123A",
                "EAN13:4006381333931",
                "I2of5:1234"
            })
    void everyBarcodeIsDrawn(String barcode) {
        String[] parts = barcode.split(":", 2);
        assertThat(draw(
                        "{\"generic\":{},\"barcodes\":[{\"format\":\"PKBarcodeFormat" + parts[0] + "\",\"message\":\""
                                + parts[1] + "\",\"messageEncoding\":\"iso-8859-1\"}]}",
                        Locale.ENGLISH))
                .contains("<svg", "<path fill=\"#000\" d=\"M");
    }

    @Test
    void aBarcodeThatCannotBeDrawnGivesWayToTheNext() {
        String html = draw("""
                {"generic": {}, "barcodes": [{"format": "PKBarcodeFormatEAN13", "message": "x"},
                  {"format": "PKBarcodeFormatQR", "message": "m", "altText": "second"}]}""", Locale.ENGLISH);
        assertThat(texts(html)).contains("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"boardingPass\":{\"primaryFields\":{\"a\":1}}}",
                "{\"generic\":[],\"barcodes\":7}",
                "{\"generic\":{},\"barcodes\":[{\"format\":\"PKBarcodeFormatQR\",\"message\":\"m\","
                        + "\"messageEncoding\":\"ISO-2022-CN\"}]}",
                "{\"generic\":{\"primaryFields\":[{\"key\":\"a\",\"value\":1e999999999}]}}",
                "{\"generic\":{\"primaryFields\":[7,null,[]]}}",
                "{}"
            })
    void aStrangePassIsDrawnAsFarAsItGoes(String json) {
        assertThat(draw(json, Locale.ENGLISH)).contains("front", "back");
    }

    @Test
    void aVoidedPassIsMarked() {
        assertThat(texts(draw("{\"generic\": {}, \"voided\": true}", Locale.ENGLISH)))
                .contains("VOID");
    }

    @Test
    void whatIsNoPackageIsNotDrawn() {
        assertThatThrownBy(() -> PassPreview.of(new byte[3], Locale.ENGLISH))
                .isInstanceOf(UnmadePackageException.class);
        assertThatThrownBy(() -> draw("[]", Locale.ENGLISH)).isInstanceOf(UnmadePackageException.class);
        assertThatThrownBy(() -> PassPreview.of(Map.of(), Locale.ENGLISH)).isInstanceOf(UnmadePackageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BoardingPass", "Coupon", "Event", "Generic", "StoreCard"})
    void applesSamplesAreDrawn(String name) throws Exception {
        Path sample = SAMPLES.resolve(name + ".pkpass");
        assumeTrue(Files.exists(sample), "the samples are not here");
        assertThat(PassPreview.of(Files.readAllBytes(sample), Locale.US)).contains("alt=\"logo\"", "<svg");
    }
}
