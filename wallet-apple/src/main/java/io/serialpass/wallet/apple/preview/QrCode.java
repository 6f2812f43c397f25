package io.serialpass.wallet.apple.preview;

import io.serialpass.wallet.apple.barcode.Symbology;
import java.nio.charset.StandardCharsets;

/**
 * Draws texts as QR codes that a phone's camera reads.
 *
 * @since 0.1
 */
public final class QrCode {

    private QrCode() {}

    /**
     * Draws a text.
     *
     * @param text the text, such as a URL
     * @return the code with its quiet zone, as an element of SVG without a background
     * @throws IllegalArgumentException if the text is too long for a code that a camera reads well
     */
    public static String svg(String text) {
        return Symbology.QR
                .draw(text.getBytes(StandardCharsets.UTF_8))
                .map(modules -> BarcodePicture.svg(modules, Symbology.QR))
                .orElseThrow(() -> new IllegalArgumentException("is too long for a QR code"));
    }
}
