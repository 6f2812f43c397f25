package io.serialpass.wallet.apple.barcode;

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
import java.util.stream.Stream;

/**
 * A barcode format of Wallet: the messages that it can hold, and their modules.
 *
 * @since 0.1
 */
public enum Symbology {
    /** QR, of ISO/IEC 18004. */
    QR("QR", BarcodeFormat.QR_CODE, Shape.SQUARE, 4) {
        @Override
        List<Map<EncodeHintType, ?>> attempts() {
            // Core Image corrects errors at level M. A message that is too long for it can fit at level L.
            return List.of(
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 0),
                    Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.L, EncodeHintType.MARGIN, 0));
        }
    },
    /** PDF417, of ISO/IEC 15438. */
    PDF417("PDF417", BarcodeFormat.PDF_417, Shape.STACKED, 2) {
        @Override
        List<Map<EncodeHintType, ?>> attempts() {
            // With more than 15 columns a module would be narrower than a pixel of the page. A message that is too long
            // for
            // the usual correction of errors can fit with the least.
            Dimensions dimensions = new Dimensions(1, 15, 3, 90);
            return List.of(
                    Map.of(EncodeHintType.PDF417_DIMENSIONS, dimensions, EncodeHintType.MARGIN, 0),
                    Map.of(
                            EncodeHintType.PDF417_DIMENSIONS,
                            dimensions,
                            EncodeHintType.MARGIN,
                            0,
                            EncodeHintType.ERROR_CORRECTION,
                            0));
        }
    },
    /** Aztec, of ISO/IEC 24778. */
    AZTEC("Aztec", BarcodeFormat.AZTEC, Shape.SQUARE, 1) {
        @Override
        List<Map<EncodeHintType, ?>> attempts() {
            return List.of(Map.of(EncodeHintType.ERROR_CORRECTION, AZTEC_CORRECTION_PERCENT));
        }
    },
    /** Code 128, of ISO/IEC 15417. */
    CODE128("Code128", BarcodeFormat.CODE_128, Shape.LINE, 10),
    /** Code 39, of ISO/IEC 16388. */
    CODE39("Code39", BarcodeFormat.CODE_39, Shape.LINE, 10),
    /** Codabar, of EN 798. */
    CODABAR("Codabar", BarcodeFormat.CODABAR, Shape.LINE, 10) {
        @Override
        Stream<String> otherReadings(String message) {
            // Most scanners drop the letters at both ends.
            boolean hasLetters = Character.isLetter(message.charAt(0));
            return hasLetters ? Stream.of(message.substring(1, message.length() - 1)) : Stream.empty();
        }
    },
    /** EAN-13, whose quiet zone is wider than that of the others: GS1 asks for eleven modules at its left. */
    EAN13("EAN13", BarcodeFormat.EAN_13, Shape.LINE, 11) {
        @Override
        Stream<String> otherReadings(String message) {
            String whole = message.substring(0, 12) + BarcodeCapacity.eanCheckDigit(message);
            // One that begins with 0 is drawn as a UPC-A is, and many scanners hand on the twelve digits of that.
            return whole.startsWith("0") ? Stream.of(whole, whole.substring(1)) : Stream.of(whole);
        }
    },
    /** Interleaved 2 of 5, of ISO/IEC 16390. */
    I2OF5("I2of5", BarcodeFormat.ITF, Shape.LINE, 10);

    /**
     * The outline of a barcode.
     *
     * @since 0.1
     */
    public enum Shape {
        /** As high as it is wide. */
        SQUARE,
        /** Rows of bars. */
        STACKED,
        /** One row of bars. */
        LINE
    }

    /** How many modules of a point each a pass has room for. Scanners do not read narrower ones from a phone. */
    public static final int MOST_WIDE = 347;

    /** More characters in a row of bars are not drawn: a scanner reads less than half of them from a phone. */
    private static final int MOST_CHARACTERS_OF_LINE = 80;

    private static final String PREFIX = "PKBarcodeFormat";

    /** The share of an Aztec code that corrects errors, as its standard recommends and Core Image takes it. */
    private static final int AZTEC_CORRECTION_PERCENT = 23;

    private final String name;
    private final BarcodeFormat format;
    private final Shape shape;
    private final int quietZone;

    Symbology(String name, BarcodeFormat format, Shape shape, int quietZone) {
        this.name = name;
        this.format = format;
        this.shape = shape;
        this.quietZone = quietZone;
    }

    /**
     * The format of a name.
     *
     * @param name a name such as {@code PKBarcodeFormatQR}
     * @return the format; empty if there is none of this name
     */
    public static Optional<Symbology> named(String name) {
        return Stream.of(values())
                .filter(symbology -> name.equals(PREFIX + symbology.name))
                .findFirst();
    }

    /**
     * The outline of its barcodes.
     *
     * @return the outline
     */
    public Shape shape() {
        return shape;
    }

    /**
     * How many modules are kept clear around it.
     *
     * @return the number
     */
    public int quietZone() {
        return quietZone;
    }

    /**
     * Whether phones know it from iOS 27 on only.
     *
     * @return true if older ones do not draw it
     */
    public boolean isNew() {
        return switch (this) {
            case QR, PDF417, AZTEC, CODE128 -> false;
            case CODE39, CODABAR, EAN13, I2OF5 -> true;
        };
    }

    /**
     * Why the format cannot hold a message.
     *
     * @param bytes the message, encoded
     * @return a part of a sentence; empty if it can
     */
    public Optional<String> problem(byte[] bytes) {
        return BarcodeCapacity.problem(this, asText(bytes));
    }

    /**
     * What scanners may hand on where the barcode holds a message, beside the message itself.
     *
     * @param message the message
     * @return the texts; none if the format does not hold the message
     */
    public Stream<String> readings(String message) {
        return message.isEmpty() || BarcodeCapacity.problem(this, message).isPresent()
                ? Stream.empty()
                : otherReadings(message);
    }

    /** The same for a message that the format holds. */
    Stream<String> otherReadings(String message) {
        return Stream.empty();
    }

    /**
     * Draws bytes, as they are. The library is never told a character set: it would put an extended channel interpretation
     * (ECI) before the message, which Wallet does not, and which many scanners hand on as text.
     *
     * @param bytes the message, encoded
     * @return its modules without a quiet zone; empty if the format does not hold it, or only in a barcode that is larger than
     *     a pass shows
     */
    public Optional<BitMatrix> draw(byte[] bytes) {
        boolean endless = shape == Shape.LINE && bytes.length > MOST_CHARACTERS_OF_LINE;
        if (endless || problem(bytes).isPresent()) {
            return Optional.empty();
        }
        for (Map<EncodeHintType, ?> hints : attempts()) {
            try {
                return Optional.of(new MultiFormatWriter().encode(asText(bytes), format, 2, 1, hints));
            } catch (WriterException | IllegalArgumentException e) {
                // It is too long for these hints.
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a message makes one row of bars that is too wide for a scanner to read from a pass. Other barcodes grow in
     * height too, or are refused before they are too wide.
     *
     * @param bytes the message, encoded, which the format holds
     * @return true if it is
     */
    public boolean isTooWide(byte[] bytes) {
        return shape == Shape.LINE
                && draw(bytes)
                        .filter(modules -> modules.getWidth() + 2 * quietZone <= MOST_WIDE)
                        .isEmpty();
    }

    /** Each byte as the character of its number. */
    private static String asText(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The ways to draw a message, the best one first. */
    List<Map<EncodeHintType, ?>> attempts() {
        return List.of(Map.of(EncodeHintType.MARGIN, 0));
    }
}
