package io.serialpass.wallet.apple.barcode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.serialpass.text.Texts;
import io.serialpass.wallet.BarcodeHash;
import io.serialpass.wallet.PassFace;
import io.serialpass.wallet.PassLabel;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what a scanner, and the person beside it, see of a pass.json: the keys {@code barcodes} and {@code barcode} of Apple's "Pass" page.
 *
 * <p>A scanner gives the message of a barcode as text, or the bytes that the barcode holds. Both count, and so does another text that
 * scanners {@linkplain Symbology#readings make} of the format. The name of the holder is the
 * semantic tag {@code attendeeName} or {@code passengerName}. Without such a tag it is the value of the first field whose key says
 * that it is a name.
 *
 * @since 0.1
 */
public final class PackageFace {

    /** Apple's builder takes fewer. */
    private static final int MOST_BARCODES = PassFace.MOST_BARCODES / 2;

    /** Keys of fields without all but letters, in the order in which they count. */
    private static final List<String> NAMES = List.of(
            "attendeename",
            "passengername",
            "holdername",
            "guestname",
            "membername",
            "customername",
            "fullname",
            "attendee",
            "passenger",
            "holder",
            "guest",
            "member",
            "customer",
            "visitor",
            "participant",
            "name");

    private static final List<String> STYLES =
            List.of("boardingPass", "coupon", "eventTicket", "generic", "storeCard", "posterGeneric");

    private static final List<String> FIELDS =
            List.of("headerFields", "primaryFields", "secondaryFields", "auxiliaryFields", "backFields");

    private PackageFace() {}

    /**
     * Reads a face.
     *
     * @param pass the pass.json of a package
     * @return its barcodes and its label
     */
    public static PassFace of(ObjectNode pass) {
        List<JsonNode> barcodes = new ArrayList<>();
        pass.path("barcodes").forEach(barcodes::add);
        barcodes.add(pass.path("barcode"));
        Set<BarcodeHash> hashes = barcodes.stream()
                .limit(MOST_BARCODES)
                .flatMap(PackageFace::hashes)
                .distinct()
                .limit(PassFace.MOST_BARCODES)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new PassFace(
                hashes,
                new PassLabel(
                        name(pass),
                        text(pass.path("description")),
                        pass.path("voided").asBoolean(),
                        date(pass.path("expirationDate"))));
    }

    private static Stream<BarcodeHash> hashes(JsonNode barcode) {
        String message = barcode.path("message").asText();
        if (message.isEmpty()) {
            return Stream.empty();
        }
        String encoding = barcode.path("messageEncoding").asText(MessageEncoding.DEFAULT);
        Stream<String> texts = Stream.concat(
                Stream.of(message),
                Symbology.named(barcode.path("format").asText()).stream().flatMap(format -> format.readings(message)));
        return Stream.concat(
                texts.map(BarcodeHash::of),
                MessageEncoding.named(encoding).flatMap(known -> known.encode(message)).map(BarcodeHash::of).stream());
    }

    private static Optional<String> name(ObjectNode pass) {
        return text(pass.path("semantics").path("attendeeName"))
                .or(() -> name(pass.path("semantics").path("passengerName")))
                .or(() -> nameOfFields(pass));
    }

    /** A name in parts, as Apple's "SemanticTagType.PersonNameComponents" page has it. */
    private static Optional<String> name(JsonNode parts) {
        return text(parts)
                .or(() -> Optional.of(Stream.of("namePrefix", "givenName", "middleName", "familyName", "nameSuffix")
                                .flatMap(part -> text(parts.path(part)).stream())
                                .collect(Collectors.joining(" ")))
                        .filter(name -> !name.isEmpty()));
    }

    private static Optional<String> nameOfFields(ObjectNode pass) {
        List<JsonNode> fields = STYLES.stream()
                .flatMap(style -> FIELDS.stream().map(list -> pass.path(style).path(list)))
                .flatMap(list -> list.valueStream())
                .toList();
        return NAMES.stream()
                .flatMap(name -> fields.stream()
                        .filter(field -> name.equals(letters(field.path("key").asText()))))
                .flatMap(field -> text(field.path("value")).stream())
                .findFirst();
    }

    private static String letters(String key) {
        return Texts.foldAsciiCase(key).replaceAll("[^a-z]", "");
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    private static Optional<Instant> date(JsonNode node) {
        try {
            return text(node)
                    .map(OffsetDateTime::parse)
                    .map(OffsetDateTime::toInstant)
                    .map(Instant::getEpochSecond)
                    .map(Instant::ofEpochSecond);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
