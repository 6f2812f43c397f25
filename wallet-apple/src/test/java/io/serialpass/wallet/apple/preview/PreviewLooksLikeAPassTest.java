package io.serialpass.wallet.apple.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.serialpass.wallet.apple.Samples;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at pictures of the page that a browser takes. A point of the phone is a pixel of the page. */
class PreviewLooksLikeAPassTest {

    private static final int CARD = 0x336699;
    private static final int BAND = 0xc8102e;
    private static final int STRIP = 0x00ff00;
    private static final int WIDTH = 375 * Browser.SCALE;
    private static final int PADDING = 28 * Browser.SCALE;

    private static final List<String> STYLES = List.of("boardingPass", "coupon", "eventTicket", "generic", "storeCard");

    @TempDir
    Path directory;

    @BeforeEach
    void aBrowserIsInstalled() {
        assumeTrue(Browser.isInstalled(), "chromium is not installed");
    }

    private static String page(String style, String value, String more) {
        String field = "[{\"key\": \"a\", \"label\": \"" + value + "\", \"value\": \"" + value + "\"}]";
        String fields = "{\"transitType\": \"PKTransitTypeBus\", \"headerFields\": " + field + ", \"primaryFields\": "
                + field + ", \"secondaryFields\": " + field + ", \"auxiliaryFields\": " + field + "}";
        String json = "{\"backgroundColor\": \"#336699\", \"logoText\": \"" + value + "\"," + more + "\"" + style
                + "\": " + fields + "}";
        Map<String, byte[]> files = Map.of("pass.json", json.getBytes(StandardCharsets.UTF_8), "strip@3x.png", strip());
        return PassPreview.of(files, Locale.ENGLISH, Samples.NOW);
    }

    private static byte[] strip() {
        BufferedImage image = new BufferedImage(1125, 600, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, new Color(STRIP).getRGB());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Rectangle card(BufferedImage front) {
        // The shadow around a card is grey, and the card is blue, red or green.
        return Pixels.around(front, color -> {
            Color rgb = new Color(color);
            return Math.max(Math.abs(rgb.getRed() - rgb.getGreen()), Math.abs(rgb.getGreen() - rgb.getBlue())) > 40;
        });
    }

    @Test
    void aLongTextDoesNotStretchTheCard() throws Exception {
        String longText = "Wollbachtalbruecke \u65e5\u672c\u8a9e ".repeat(30);
        List<BufferedImage> fronts = Browser.fronts(
                directory,
                STYLES.stream().map(style -> page(style, longText, "")).toList());
        for (BufferedImage front : fronts) {
            assertThat(card(front).width).isEqualTo(WIDTH);
            assertThat(card(front).height).isBetween(490 * Browser.SCALE, 500 * Browser.SCALE);
        }
    }

    @Test
    void theStripHasTheSizeThatAppleGivesIt() throws Exception {
        List<BufferedImage> fronts = Browser.fronts(
                directory, List.of(page("eventTicket", "v", ""), page("coupon", "v", ""), page("storeCard", "v", "")));
        assertThat(fronts.stream()
                        .map(front ->
                                Pixels.around(front, color -> color == STRIP).getSize())
                        .map(size -> size.width / Browser.SCALE + " x " + size.height / Browser.SCALE))
                .containsExactly("375 x 98", "375 x 144", "375 x 144");
    }

    @Test
    void voidIsABandAcrossTheCardThatHidesNoField() throws Exception {
        String barcode = "\"barcode\": {\"format\": \"PKBarcodeFormatCode128\", \"message\": \"m\"},";
        List<BufferedImage> fronts = Browser.fronts(
                directory,
                STYLES.stream()
                        .flatMap(style ->
                                Stream.of(page(style, "v", barcode), page(style, "v", "\"voided\": true," + barcode)))
                        .toList());
        for (int i = 0; i < STYLES.size(); i++) {
            BufferedImage valid = fronts.get(2 * i);
            BufferedImage voided = fronts.get(2 * i + 1);
            Rectangle band = Pixels.around(voided, color -> color == BAND);
            int end = band.y + band.height;
            assertThat(band.width).describedAs(STYLES.get(i)).isEqualTo(WIDTH);
            assertThat(band.height).describedAs(STYLES.get(i)).isBetween(25 * Browser.SCALE, 50 * Browser.SCALE);
            assertThat(differing(valid, voided, 0, band.y))
                    .describedAs(STYLES.get(i))
                    .isZero();
            assertThat(differing(valid, voided, end, valid.getHeight()))
                    .describedAs(STYLES.get(i))
                    .isZero();
            BufferedImage below = valid.getSubimage(PADDING, band.y, WIDTH, band.height);
            assertThat(Pixels.around(below, color -> color != CARD).isEmpty())
                    .describedAs("nothing lies where the band is")
                    .isTrue();
        }
    }

    /** How many pixels of some rows differ. A browser does not draw the same shadow twice. */
    private static long differing(BufferedImage one, BufferedImage other, int begin, int end) {
        return IntStream.range(begin, end)
                .mapToLong(y -> IntStream.range(0, one.getWidth())
                        .filter(x -> difference(new Color(one.getRGB(x, y)), new Color(other.getRGB(x, y))) > 6)
                        .count())
                .sum();
    }

    private static int difference(Color one, Color other) {
        return Math.abs(one.getRed() - other.getRed())
                + Math.abs(one.getGreen() - other.getGreen())
                + Math.abs(one.getBlue() - other.getBlue());
    }
}
