package io.serialpass.wallet.apple.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.wallet.PassPhone;
import io.serialpass.wallet.UnmadePackageException;
import io.serialpass.wallet.apple.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassPreviewTest {

    private static final Path SAMPLES = Path.of("../../shared/samples");

    private final Map<String, byte[]> files = new HashMap<>();

    private String draw(String json, Locale locale) {
        files.put("pass.json", json.getBytes(StandardCharsets.UTF_8));
        return PassPreview.of(files, locale, Samples.NOW);
    }

    /** The shown text, without markup, spaces or pictures. */
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
                   "primaryFields": [{"key": "p", "label": "pl", "value": "pv"}],
                   "secondaryFields": [{"key": "s", "label": "sl", "value": "sv"}],
                   "auxiliaryFields": [{"key": "a", "label": "al", "value": "av"}],
                   "backFields": [{"key": "b", "label": "bl", "value": "bv"}]}}""".replace("STYLE", style), Locale.ENGLISH);
        assertThat(texts(html)).contains("L", "hl", "hv", "pl", "pv", "sl", "sv", "al", "av", "alt", "D", "bl", "bv");
        assertThat(html)
                .contains("class=\"pass " + style, "class=\"pass back\"", "alt=\"logo\"", "alt=\"icon\"", "<svg");
        assertThat(html.contains("alt=\"footer\"")).isEqualTo(style.equals("boardingPass"));
        assertThat(html.contains("alt=\"thumbnail\"")).isEqualTo(style.equals("generic"));
        assertThat(html.contains("alt=\"strip\"")).isEqualTo(!style.equals("generic") && !style.equals("boardingPass"));
    }

    @ParameterizedTest
    @CsvSource({
        "boardingPass, 3, 2, 4, 5",
        "coupon, 3, 1, 2, 2",
        "eventTicket, 3, 1, 4, 8",
        "generic, 3, 1, 4, 4",
        "storeCard, 3, 1, 4, 0"
    })
    void asManyFieldsAreShownAsWalletShowsAndTheRestIsNamedBelow(
            String style, int header, int primary, int secondary, int auxiliary) {
        String html = draw(
                "{\"" + style + "\": {" + fields("header", header + 1) + "," + fields("primary", primary + 1) + ","
                        + fields("secondary", secondary) + "," + fields("auxiliary", auxiliary + 1) + "}}",
                Locale.ENGLISH);
        String front = html.substring(html.indexOf("aria-label=\"front\""), html.indexOf("</article>"));
        assertThat(front)
                .contains("header" + (header - 1) + "<", "primary" + (primary - 1) + "<")
                .contains("secondary" + (secondary - 1) + "<")
                .doesNotContain("header" + header, "primary" + primary, "auxiliary" + auxiliary);
        assertThat(count(front, ">auxiliary\\d")).isEqualTo(auxiliary);
        assertThat(html.substring(html.indexOf("class=\"note\"")))
                .contains("L: header" + header, "L: primary" + primary, "L: auxiliary" + auxiliary);
    }

    private static String fields(String list, int number) {
        return "\"" + list + "Fields\": "
                + IntStream.range(0, number)
                        .mapToObj(i -> "{\"key\": \"" + list + i + "\", \"label\": \"L\", \"value\": \"" + list + i
                                + "\", \"row\": " + i / 4 + "}")
                        .collect(Collectors.joining(",", "[", "]"));
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Code128|Gr\u00f6\u00dfe|iso-8859-1|the format holds characters of ASCII alone",
                "Code128|\u00f1|iso-8859-1|the format holds characters of ASCII alone",
                "Code39|abc|iso-8859-1|digits, capital letters",
                "EAN13|4006381333932|iso-8859-1|its check digit has to be 1",
                "I2of5|123|iso-8859-1|an even number of digits",
                "Codabar|A123|iso-8859-1|at both ends or at none",
                "QR|\u20ac|iso-8859-1|The encoding iso-8859-1 does not hold the message \u20ac.",
                "QR|m|klingon|There is no encoding klingon.",
                "QR|''|utf-8|Its message is empty.",
                "qr|m|utf-8|There is no barcode format PKBarcodeFormatqr.",
                "Aztek|m|utf-8|There is no barcode format PKBarcodeFormatAztek."
            })
    void whereABarcodeCannotBeDrawnThePreviewSaysWhy(String format, String message, String encoding, String reason) {
        String html = draw(
                "{\"generic\": {}, \"barcodes\": [{\"format\": \"PKBarcodeFormat" + format + "\", \"message\": \""
                        + message + "\", \"messageEncoding\": \"" + encoding + "\"}]}",
                Locale.ENGLISH);
        assertThat(html)
                .contains("class=\"barcode refused\"", "No barcode is drawn. ", reason)
                .doesNotContain("<svg");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QR", "PDF417", "Aztec", "Code128"})
    void aMessageThatIsTooLongIsRefusedAtOnce(String format) {
        String html = draw(
                "{\"generic\": {}, \"barcode\": {\"format\": \"PKBarcodeFormat" + format + "\", \"message\": \""
                        + "x".repeat(500_000) + "\"}}",
                Locale.ENGLISH);
        assertThat(html).contains("class=\"barcode refused\"").hasSizeLessThan(20_000);
    }

    @ParameterizedTest
    @CsvSource({"QR, 2953", "PDF417, 1108", "Aztec, 1914"})
    void theLongestMessageThatAFormatHoldsIsDrawn(String format, int bytes) {
        String pass = "{\"generic\": {}, \"barcode\": {\"format\": \"PKBarcodeFormat" + format + "\", \"message\": \"";
        assertThat(draw(pass + "\u00e4".repeat(bytes) + "\"}}", Locale.ENGLISH)).contains("aria-label=\"barcode\"");
        assertThat(draw(pass + "\u00e4".repeat(bytes + 1) + "\"}}", Locale.ENGLISH))
                .contains("class=\"barcode refused\"");
    }

    @Test
    void aPassWithoutABarcodeHasNoPlaceForOne() {
        assertThat(draw("{\"generic\": {}}", Locale.ENGLISH)).doesNotContain("class=\"barcode");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Code128:HELLO|10",
                "Code39:HELLO|10",
                "Codabar:A1B|10",
                "I2of5:1234|10",
                "EAN13:4006381333931|11",
                "QR:HELLO|4",
                "PDF417:HELLO|2",
                "Aztec:HELLO|1"
            })
    void aBarcodeHasAQuietZoneAtItsSides(String barcode, int modules) {
        String html = draw(
                "{\"generic\": {}, \"barcode\": {\"format\": \"PKBarcodeFormat"
                        + barcode.replace(":", "\", \"message\": \"") + "\"}}",
                Locale.ENGLISH);
        Matcher viewBox = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"").matcher(html);
        assertThat(viewBox.find()).isTrue();
        int width = Integer.parseInt(viewBox.group(1));
        int[] begins = Pattern.compile("M(\\d+) ")
                .matcher(html)
                .results()
                .mapToInt(result -> Integer.parseInt(result.group(1)))
                .toArray();
        int[] ends = Pattern.compile("M(\\d+) \\d+h(\\d+)")
                .matcher(html)
                .results()
                .mapToInt(result -> Integer.parseInt(result.group(1)) + Integer.parseInt(result.group(2)))
                .toArray();
        assertThat(Arrays.stream(begins).min()).hasValue(modules);
        assertThat(Arrays.stream(ends).max().orElseThrow()).isEqualTo(width - modules);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#0014e6", "#0014E6", "rgb(0,20,230)", "RGB( 0 , 20 , 230 )", "rgba(0, 20, 230, 0.5)"})
    void coloursAreDrawnInEveryFormThatPhonesDraw(String color) {
        assertThat(draw("{\"generic\": {}, \"backgroundColor\": \"" + color + "\"}", Locale.ENGLISH))
                .contains("--background:rgb(0, 20, 230);--foreground:rgb(255, 255, 255)");
        assertThat(draw("{\"generic\": {}, \"labelColor\": \"#0fa\"}", Locale.ENGLISH))
                .contains("--label:rgb(0, 255, 170)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "rgb(0,20,256)", "#12345", "#ggg", "url(x)", "rgb(1,2,3);x:y", "\u0661"})
    void whatIsNoColourIsNotDrawn(String color) {
        assertThat(draw("{\"generic\": {}, \"backgroundColor\": \"" + color + "\"}", Locale.ENGLISH))
                .contains("--background:rgb(255, 255, 255);--foreground:rgb(0, 0, 0)");
    }

    @Test
    void anImageIsShownInItsSizeInPointsAndTheSharpestOne() {
        files.put("logo.png", Samples.png(10, 10));
        files.put("logo@2x.png", Samples.png(20, 20));
        assertThat(draw("{\"generic\": {}}", Locale.ENGLISH)).containsPattern("alt=\"logo\" srcset=\"data:\\S+ 2x\"");
        files.put("logo@3x.png", Samples.png(30, 30));
        assertThat(draw("{\"generic\": {}}", Locale.ENGLISH)).containsPattern("alt=\"logo\" srcset=\"data:\\S+ 3x\"");
    }

    @Test
    void anImageThatCannotBeDrawnIsNamedInItsPlace() {
        files.put("logo@2x.pdf", new byte[9]);
        files.put("strip.png", new byte[5 << 20]);
        assertThat(texts(draw("{\"coupon\": {}}", Locale.ENGLISH)))
                .contains("logo.pdf", "strip.png is too large for this page");
    }

    @Test
    void aVoidedPassIsMarked() {
        assertThat(texts(draw("{\"generic\": {}, \"voided\": true}", Locale.ENGLISH)))
                .contains("VOID");
    }

    @Test
    void whatIsNoPackageIsNotDrawn() {
        assertThatThrownBy(() -> PassPreview.of(new byte[3], Locale.ENGLISH, Samples.NOW))
                .isInstanceOf(UnmadePackageException.class);
        assertThatThrownBy(() -> draw("[]", Locale.ENGLISH)).isInstanceOf(UnmadePackageException.class);
        assertThatThrownBy(() -> PassPreview.of(Map.of(), Locale.ENGLISH, Samples.NOW))
                .isInstanceOf(UnmadePackageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BoardingPass", "Coupon", "Event", "Generic", "StoreCard"})
    void applesSamplesAreDrawn(String name) throws Exception {
        Path sample = SAMPLES.resolve(name + ".pkpass");
        assumeTrue(Files.exists(sample), "the samples are not here");
        assertThat(PassPreview.of(Files.readAllBytes(sample), Locale.US, Samples.NOW))
                .contains("alt=\"logo\"", "<svg");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3"})
    void anImageIsTheOneThatWasMadeForTheScreen(int scale, int taken) {
        for (String suffix : List.of("", "@2x", "@3x")) {
            files.put("logo" + suffix + ".png", Samples.png(10, 10));
        }
        assertThat(draw(320, scale)).containsPattern("alt=\"logo\" srcset=\"data:\\S+ " + taken + "x\"");
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 3"})
    void whereThatImageIsMissingTheSharpestIsTaken(int scale, int taken) {
        files.put("logo@3x.png", Samples.png(10, 10));
        assertThat(draw(320, scale)).containsPattern("alt=\"logo\" srcset=\"data:\\S+ " + taken + "x\"");
    }

    /** A long value is as large as the width allows. */
    @Test
    void aPassIsAsWideAsTheScreenAndItsTextsFit() {
        List<Double> sizes = PassPhone.WIDTHS.stream()
                .map(width -> {
                    String html = draw(width, 3);
                    assertThat(html).contains("--width:" + width + "px");
                    Matcher size = Pattern.compile("class=\"value\" dir=\"auto\" style=\"font-size:([0-9.]+)px")
                            .matcher(html);
                    assertThat(size.find()).isTrue();
                    return Double.valueOf(size.group(1));
                })
                .toList();
        assertThat(sizes).isSorted().doesNotHaveDuplicates();
    }

    private String draw(int width, int scale) {
        String json =
                "{\"generic\": {\"primaryFields\": [{\"key\": \"p\", \"value\": \"The holder of this ticket is somebody\"}]}}";
        files.put("pass.json", json.getBytes(StandardCharsets.UTF_8));
        return PassPreview.of(files, new PassPhone(List.of(Locale.ENGLISH), width, scale), Samples.NOW);
    }
}
