package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.MultiFormatWriter;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The barcode of a pass, as SVG.
 *
 * @param svg the picture
 * @param square whether it is about as high as it is wide
 * @param altText the text below it; may be empty
 */
record Barcode(String svg, boolean square, String altText) {

    private static final Map<String, BarcodeFormat> FORMATS = Map.of(
            "PKBarcodeFormatQR", BarcodeFormat.QR_CODE,
            "PKBarcodeFormatPDF417", BarcodeFormat.PDF_417,
            "PKBarcodeFormatAztec", BarcodeFormat.AZTEC,
            "PKBarcodeFormatCode128", BarcodeFormat.CODE_128,
            "PKBarcodeFormatCode39", BarcodeFormat.CODE_39,
            "PKBarcodeFormatCodabar", BarcodeFormat.CODABAR,
            "PKBarcodeFormatEAN13", BarcodeFormat.EAN_13,
            "PKBarcodeFormatI2of5", BarcodeFormat.ITF);

    /** How high a barcode of one line is, in the width of its bars. */
    private static final int BAR_HEIGHT = 40;

    /** The first barcode of a pass that can be drawn, as Wallet takes the first that it can show. */
    static Optional<Barcode> of(JsonNode pass) {
        for (JsonNode barcode : pass.path("barcodes")) {
            Optional<Barcode> drawn = draw(barcode);
            if (drawn.isPresent()) {
                return drawn;
            }
        }
        return draw(pass.path("barcode"));
    }

    private static Optional<Barcode> draw(JsonNode barcode) {
        BarcodeFormat format = FORMATS.get(barcode.path("format").asText());
        String message = barcode.path("message").asText();
        if (format == null || message.isEmpty()) {
            return Optional.empty();
        }
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.MARGIN, 0);
        hints.put(EncodeHintType.CHARACTER_SET, barcode.path("messageEncoding").asText("iso-8859-1"));
        try {
            BitMatrix matrix = new MultiFormatWriter().encode(message, format, 1, 1, hints);
            return Optional.of(new Barcode(
                    svg(matrix),
                    format == BarcodeFormat.QR_CODE || format == BarcodeFormat.AZTEC,
                    barcode.path("altText").asText()));
        } catch (WriterException | IllegalArgumentException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static String svg(BitMatrix matrix) {
        int width = matrix.getWidth();
        int height = matrix.getHeight() == 1 ? BAR_HEIGHT : matrix.getHeight();
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                int begin = x;
                while (x < width && matrix.get(x, y)) {
                    x++;
                }
                if (x > begin) {
                    int high = matrix.getHeight() == 1 ? BAR_HEIGHT : 1;
                    path.append('M').append(begin).append(' ').append(y);
                    path.append('h').append(x - begin).append('v').append(high);
                    path.append('h').append(begin - x).append('z');
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"barcode\" viewBox=\"0 0 " + width
                + " "
                + height + "\" preserveAspectRatio=\"none\" shape-rendering=\"crispEdges\"><path fill=\"#000\" d=\""
                + path
                + "\"/></svg>";
    }
}
