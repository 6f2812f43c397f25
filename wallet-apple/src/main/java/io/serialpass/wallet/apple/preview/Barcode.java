package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.wallet.apple.template.Shown;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The barcode of a pass. */
sealed interface Barcode {

    /**
     * A barcode that can be drawn.
     *
     * @param svg the picture
     * @param square whether it is as high as it is wide
     * @param altText the text below it; may be empty
     */
    record Drawn(String svg, boolean square, String altText) implements Barcode {}

    /**
     * A barcode that cannot be drawn.
     *
     * @param reason a sentence
     */
    record Refused(String reason) implements Barcode {}

    /** The first barcode of a pass that can be drawn, as Wallet takes the first that it can show; else why the first cannot. */
    static Optional<Barcode> of(JsonNode pass) {
        List<JsonNode> all = new ArrayList<>();
        pass.path("barcodes").forEach(all::add);
        all.add(pass.path("barcode"));
        List<Barcode> drawn =
                all.stream().filter(JsonNode::isObject).map(Barcode::draw).toList();
        return drawn.stream()
                .filter(Drawn.class::isInstance)
                .findFirst()
                .or(() -> drawn.stream().findFirst());
    }

    private static Barcode draw(JsonNode barcode) {
        String name = barcode.path("format").asText();
        Optional<Symbology> format = Symbology.named(name);
        if (format.isEmpty()) {
            return new Refused("There is no barcode format " + Shown.text(name) + ".");
        }
        String message = barcode.path("message").asText();
        if (message.isEmpty()) {
            return new Refused("Its message is empty.");
        }
        String encoding = barcode.path("messageEncoding").asText("iso-8859-1");
        Optional<byte[]> bytes = encoded(message, encoding);
        if (bytes.isEmpty()) {
            return new Refused(
                    "The encoding " + Shown.text(encoding) + " does not hold the message " + Shown.text(message) + ".");
        }
        return format.get()
                .draw(bytes.get())
                .<Barcode>map(modules -> new Drawn(
                        BarcodePicture.svg(modules, format.get()),
                        format.get().shape() == Symbology.Shape.SQUARE,
                        barcode.path("altText").asText()))
                .orElseGet(() -> new Refused("The message " + Shown.text(message) + " does not fit: "
                        + format.get().capacity() + "."));
    }

    private static Optional<byte[]> encoded(String message, String encoding) {
        try {
            Charset charset = Charset.forName(encoding);
            if (!charset.canEncode()) {
                return Optional.empty();
            }
            // Java writes a byte order mark with UTF-16. RFC 2781 has text without one be big-endian.
            Charset unmarked = charset.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : charset;
            ByteBuffer bytes = unmarked.newEncoder().encode(CharBuffer.wrap(message));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return Optional.of(copy);
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // There is no such encoding, or it has no such character.
            return Optional.empty();
        }
    }
}
