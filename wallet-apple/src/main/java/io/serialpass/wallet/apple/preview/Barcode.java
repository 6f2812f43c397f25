package io.serialpass.wallet.apple.preview;

import com.fasterxml.jackson.databind.JsonNode;
import io.serialpass.wallet.apple.barcode.MessageEncoding;
import io.serialpass.wallet.apple.barcode.Symbology;
import io.serialpass.wallet.apple.template.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The barcode of a pass. */
sealed interface Barcode {

    /**
     * Calls the function that belongs to the barcode. When a case is added later, a caller does not compile until it handles the
     * new case too.
     */
    <T> T match(Function<? super Drawn, ? extends T> drawn, Function<? super Refused, ? extends T> refused);

    /**
     * A barcode that can be drawn.
     *
     * @param svg the picture
     * @param square whether it is as high as it is wide
     * @param altText the text below it; may be empty
     */
    record Drawn(String svg, boolean square, String altText) implements Barcode {
        @Override
        public <T> T match(Function<? super Drawn, ? extends T> drawn, Function<? super Refused, ? extends T> refused) {
            return drawn.apply(this);
        }
    }

    /**
     * A barcode that cannot be drawn.
     *
     * @param reason a sentence
     */
    record Refused(String reason) implements Barcode {
        @Override
        public <T> T match(Function<? super Drawn, ? extends T> drawn, Function<? super Refused, ? extends T> refused) {
            return refused.apply(this);
        }
    }

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
        String encoding = barcode.path("messageEncoding").asText(MessageEncoding.DEFAULT);
        return MessageEncoding.named(encoding)
                .map(known -> known.encode(message)
                        .map(bytes -> draw(
                                format.get(), bytes, barcode.path("altText").asText()))
                        .orElseGet(() -> new Refused("The encoding " + Shown.text(encoding)
                                + " does not hold the message " + Shown.text(message) + ".")))
                .orElseGet(() -> new Refused("There is no encoding " + Shown.text(encoding) + "."));
    }

    private static Barcode draw(Symbology format, byte[] message, String altText) {
        return format.draw(message)
                .<Barcode>map(modules -> new Drawn(
                        BarcodePicture.svg(modules, format), format.shape() == Symbology.Shape.SQUARE, altText))
                .orElseGet(() -> new Refused("The format cannot hold the message: "
                        + format.problem(message).orElse("the barcode would be too large for a pass") + "."));
    }
}
