package io.serialpass.wallet.apple.preview;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.pdf417.encoder.Dimensions;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A barcode format of Wallet: what messages it holds, and their picture. */
enum Symbology {
    QR(BarcodeFormat.QR_CODE, Shape.SQUARE, 4, ".{1,7089}", "a QR code holds at most 2,953 bytes") {
        @Override
        List<Map<EncodeHintType, ?>> attempts() {
            // Core Image corrects errors at level M. A message that is too long for it can fit at level L.
            return List.of(
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 0),
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L, EncodeHintType.MARGIN, 0));
        }
    },
    PDF417(BarcodeFormat.PDF_417, Shape.STACKED, 2, ".{1,2710}", "a PDF417 barcode holds about 1,100 bytes") {
        @Override
        List<Map<EncodeHintType, ?>> attempts() {
            // With more than 15 columns a module would be narrower than a pixel of the page.
            return List.of(
                    Map.of(EncodeHintType.PDF417_DIMENSIONS, new Dimensions(1, 15, 3, 90), EncodeHintType.MARGIN, 0));
        }
    },
    AZTEC(BarcodeFormat.AZTEC, Shape.SQUARE, 1, ".{1,3832}", "an Aztec code holds about 1,900 bytes") {
        @Override
        List<Map<EncodeHintType, ?>> attempts() {
            return List.of(Map.of(EncodeHintType.ERROR_CORRECTION, AZTEC_CORRECTION_PERCENT));
        }
    },
    /** Bytes over 127 are refused, since the library takes some of them for function characters. */
    CODE128(
            BarcodeFormat.CODE_128,
            Shape.LINE,
            10,
            "[\\x00-\\x7f]{1,80}",
            "a Code 128 barcode holds 1 to 80 ASCII characters"),
    /** Characters that only the extended Code 39 has are refused, since many scanners read them as two. */
    CODE39(
            BarcodeFormat.CODE_39,
            Shape.LINE,
            10,
            "[0-9A-Z \\-.$/+%]{1,80}",
            "a Code 39 barcode holds 1 to 80 of the characters 0-9, A-Z, blank and -.$/+%"),
    CODABAR(
            BarcodeFormat.CODABAR,
            Shape.LINE,
            10,
            "[0-9\\-$:/.+]{1,80}|[A-Da-d][0-9\\-$:/.+]{0,78}[A-Da-d]",
            "a Codabar barcode holds digits and -$:/.+, with or without one of the letters A to D at both ends"),
    /** Its quiet zone is wider than that of the others: GS1 asks for eleven modules at its left. */
    EAN13(
            BarcodeFormat.EAN_13,
            Shape.LINE,
            11,
            "[0-9]{12,13}",
            "an EAN-13 barcode holds 13 digits, and the last of them is the check digit of the others"),
    I2OF5(
            BarcodeFormat.ITF,
            Shape.LINE,
            10,
            "(?:[0-9]{2}){1,40}",
            "an Interleaved 2 of 5 barcode holds an even number of digits, at most 80");

    /** The outline of a barcode. */
    enum Shape {
        SQUARE,
        STACKED,
        LINE
    }

    /** The share of an Aztec code that corrects errors, as its standard recommends and Core Image takes it. */
    private static final int AZTEC_CORRECTION_PERCENT = 23;

    private final BarcodeFormat format;
    private final Shape shape;
    private final int quietZone;
    private final Pattern messages;
    private final String capacity;

    Symbology(BarcodeFormat format, Shape shape, int quietZone, String messages, String capacity) {
        this.format = format;
        this.shape = shape;
        this.quietZone = quietZone;
        this.messages = Pattern.compile(messages, Pattern.DOTALL);
        this.capacity = capacity;
    }

    /** The format of a name such as {@code PKBarcodeFormatQR}. */
    static Optional<Symbology> named(String name) {
        return Stream.of(values())
                .filter(symbology -> name.startsWith("PKBarcodeFormat")
                        && symbology.name().equalsIgnoreCase(name.substring("PKBarcodeFormat".length())))
                .findFirst();
    }

    Shape shape() {
        return shape;
    }

    /** How many modules are kept clear around it. */
    int quietZone() {
        return quietZone;
    }

    /** What it holds, as a part of a sentence. */
    String capacity() {
        return capacity;
    }

    /**
     * Draws bytes, as they are. A format's library is never told a character set: it would put an extended channel
     * interpretation (ECI) before the message, which Wallet does not, and which many scanners hand on as text.
     *
     * @return its modules without a quiet zone, or nothing where the format does not hold the bytes
     */
    Optional<BitMatrix> draw(byte[] bytes) {
        String message = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!messages.matcher(message).matches()) {
            return Optional.empty();
        }
        for (Map<EncodeHintType, ?> hints : attempts()) {
            try {
                return Optional.of(new MultiFormatWriter().encode(message, format, 2, 1, hints));
            } catch (WriterException | IllegalArgumentException e) {
                // It is too long for these hints, or its check digit is wrong.
            }
        }
        return Optional.empty();
    }

    /** The ways to draw a message, the best one first. */
    List<Map<EncodeHintType, ?>> attempts() {
        return List.of(Map.of(EncodeHintType.MARGIN, 0));
    }
}
