package io.serialpass.wallet.apple.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.wallet.apple.Samples;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that share no code with the library that draws barcodes read them, byte for byte, from a picture of the page:
 * ZBar, zxing-cpp and a WebAssembly build of a newer zxing-cpp. Each format has at least two of them.
 */
class ScannersReadBarcodesTest {

    private static final Path DECODER = Path.of("src/test/decoders/decode.js");

    private static final String ALL_BYTES =
            IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining());

    private static final List<Code> CODES = List.of(
            new Code("QR", "HELLO", "iso-8859-1"),
            new Code("QR", "Gr\u00f6\u00dfe 123", "iso-8859-1"),
            new Code("QR", "Gr\u00f6\u00dfe \u20ac \u65e5\u672c", "utf-8"),
            new Code("QR", "Gr\u00f6\u00dfe \u20ac", "utf-16"),
            new Code("QR", "\u65e5\u672c", "Shift_JIS"),
            new Code("QR", ALL_BYTES, "iso-8859-1"),
            new Code("Aztec", "#UT01\u0002\u0014\u0000\u00e5\u0085\u001d", "iso-8859-1"),
            new Code("Aztec", "Gr\u00f6\u00dfe \u20ac", "UTF-8"),
            new Code("Aztec", "AB \u20ac", "UTF-16"),
            new Code("Aztec", ALL_BYTES, "iso-8859-1"),
            new Code("PDF417", "M1DOE/JOHN            EABC123 SFOLHRBA 0123 123Y012A0001 100", "iso-8859-1"),
            new Code("PDF417", "Gr\u00f6\u00dfe \u20ac", "utf-8"),
            new Code("PDF417", ALL_BYTES, "iso-8859-1"),
            new Code("Code128", "010401234\u001d10AB", "iso-8859-1"),
            new Code("Code128", "ABCDEFGHIJ-0123456789xyz", "utf-8"),
            new Code("Code39", "AB-12 $", "iso-8859-1"),
            new Code("Codabar", "A12345B", "iso-8859-1"),
            new Code("EAN13", "4006381333931", "iso-8859-1"),
            new Code("I2of5", "12345678901234", "iso-8859-1"));

    /** A code, with the encoding in which scanners are to read it. */
    private record Code(String format, String message, String encoding) {

        String page() {
            ObjectNode pass = JsonNodeFactory.instance.objectNode();
            pass.put("backgroundColor", "#0000ff");
            pass.put("foregroundColor", "#fff");
            pass.putObject("generic");
            pass.putArray("barcodes")
                    .addObject()
                    .put("format", "PKBarcodeFormat" + format)
                    .put("message", message)
                    .put("messageEncoding", encoding);
            return PassPreview.of(
                    Map.of("pass.json", pass.toString().getBytes(StandardCharsets.UTF_8)), Locale.ENGLISH, Samples.NOW);
        }

        byte[] bytes() {
            boolean wide = encoding.equalsIgnoreCase("utf-16");
            return message.getBytes(wide ? StandardCharsets.UTF_16BE : Charset.forName(encoding));
        }

        boolean stacked() {
            return format.equals("Aztec") || format.equals("PDF417");
        }
    }

    @FunctionalInterface
    private interface Scanner {
        byte[] read(Code code, File picture) throws IOException, InterruptedException;
    }

    @TempDir
    static Path directory;

    private static List<BufferedImage> fronts = List.of();

    @BeforeAll
    static void takePictures() throws Exception {
        assumeTrue(Browser.isInstalled(), "chromium is not installed");
        fronts = Browser.fronts(directory, CODES.stream().map(Code::page).toList());
    }

    private void allAreReadBy(Scanner scanner, Predicate<Code> read, IntFunction<BufferedImage> pictures)
            throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < CODES.size(); i++) {
            Code code = CODES.get(i);
            if (read.test(code)) {
                File picture = picture(i, pictures.apply(i));
                softly.assertThatCode(
                                () -> assertThat(scanner.read(code, picture)).isEqualTo(code.bytes()))
                        .describedAs(code.toString())
                        .doesNotThrowAnyException();
            }
        }
        softly.assertAll();
    }

    private static File picture(int code, BufferedImage image) throws IOException {
        File picture = directory.resolve("code-" + code + ".png").toFile();
        ImageIO.write(image, "png", picture);
        return picture;
    }

    @Test
    void zbarReadsThem() throws Exception {
        assumeTrue(Tool.isInstalled("zbarimg"), "zbarimg is not installed");
        allAreReadBy(
                (code, picture) -> Tool.output("zbarimg", "-q", "--raw", "--nodbus", "-Sbinary", picture.toString()),
                code -> !code.stacked(),
                fronts::get);
    }

    /** This decoder looks for Aztec codes in the middle of a picture alone. */
    @Test
    void zxingCppReadsThem() throws Exception {
        assumeTrue(Tool.isInstalled("ZXingReader"), "ZXingReader is not installed");
        allAreReadBy(
                (code, picture) -> Tool.output("ZXingReader", "-bytes", picture.toString()),
                Code::stacked,
                i -> plate(fronts.get(i)));
    }

    @Test
    void zxingWasmReadsThem() throws Exception {
        assumeTrue(
                Files.exists(DECODER.resolveSibling("node_modules")) && Tool.isInstalled("node"),
                "the decoder in src/test/decoders is not installed: npm ci");
        Map<String, String> names = Map.of("QR", "QRCode", "I2of5", "ITF");
        List<String> command = new ArrayList<>(List.of("node", DECODER.toString()));
        for (int i = 0; i < CODES.size(); i++) {
            command.add(picture(i, fronts.get(i)).toString());
            command.add(names.getOrDefault(CODES.get(i).format(), CODES.get(i).format()));
        }
        // One process for all, since it takes a second to get ready.
        String written = new String(Tool.output(command.toArray(String[]::new)), StandardCharsets.UTF_8);
        assertThat(written.lines())
                .containsExactlyElementsOf(CODES.stream()
                        .map(code -> HexFormat.of().formatHex(code.bytes()))
                        .toList());
    }

    /** The white plate with the barcode. */
    private static BufferedImage plate(BufferedImage front) {
        Rectangle white = Pixels.around(front, color -> color == 0xffffff);
        return front.getSubimage(white.x, white.y, white.width, white.height);
    }
}
