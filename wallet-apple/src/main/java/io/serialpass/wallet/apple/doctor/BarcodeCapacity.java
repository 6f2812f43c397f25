package io.serialpass.wallet.apple.doctor;

import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the formats of barcodes can hold at most, as their standards have it: ISO/IEC 18004 (QR, version 40 with the least
 * correction), 15438 (PDF417), 24778 (Aztec), 15417 (Code 128), 16388 (Code 39), 16390 (Interleaved 2 of 5), EN 798 (Codabar)
 * and the GS1 General Specifications (EAN-13).
 */
final class BarcodeCapacity {

    private static final Pattern DIGITS = Pattern.compile("\\d*");
    private static final Pattern QR_ALPHANUMERIC = Pattern.compile("[0-9A-Z $%*+./:-]*");
    private static final Pattern PRINTABLE = Pattern.compile("[\\t\\n\\r -~]*");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
    private static final Pattern CODE_39 = Pattern.compile("[0-9A-Z $%+./-]*");
    private static final Pattern CODABAR = Pattern.compile("[A-Da-d]?[0-9$+./:-]*[A-Da-d]?");
    private static final Pattern EAN_13 = Pattern.compile("\\d{12,13}");
    private static final Pattern PAIRS = Pattern.compile("(\\d\\d)*");

    private BarcodeCapacity() {}

    /** How many digits, characters and bytes a format holds. */
    private record Most(int digits, int characters, Pattern alphabet, int bytes) {
        Optional<String> problem(String message, Charset encoding) {
            int most = DIGITS.matcher(message).matches()
                    ? digits
                    : alphabet.matcher(message).matches() ? characters : bytes;
            int length = message.getBytes(encoding).length;
            return length <= most
                    ? Optional.empty()
                    : Optional.of(
                            "it has " + length + " bytes, and of such a message the format holds at most " + most);
        }
    }

    /**
     * Why a format cannot hold a message.
     *
     * @return the end of a sentence; empty if it can, or if the format is not known
     */
    static Optional<String> problem(String format, String message, Charset encoding) {
        return switch (format) {
            case "PKBarcodeFormatQR" -> new Most(7_089, 4_296, QR_ALPHANUMERIC, 2_953).problem(message, encoding);
            case "PKBarcodeFormatPDF417" -> new Most(2_710, 1_850, PRINTABLE, 1_108).problem(message, encoding);
            case "PKBarcodeFormatAztec" -> new Most(3_832, 3_067, QR_ALPHANUMERIC, 1_914).problem(message, encoding);
            case "PKBarcodeFormatCode128" -> only(ASCII, message, "the format holds characters of ASCII alone");
            case "PKBarcodeFormatCode39" ->
                only(CODE_39, message, "the format holds digits, capital letters, blank and - . $ / + % alone");
            case "PKBarcodeFormatCodabar" ->
                only(CODABAR, message, "the format holds digits and - $ : / . + between two of A to D alone");
            case "PKBarcodeFormatI2of5" -> only(PAIRS, message, "the format holds an even number of digits alone");
            case "PKBarcodeFormatEAN13" ->
                only(EAN_13, message, "the format holds 12 digits and a check digit")
                        .or(() -> checkDigit(message));
            default -> Optional.empty();
        };
    }

    private static Optional<String> only(Pattern allowed, String message, String sentence) {
        return allowed.matcher(message).matches() ? Optional.empty() : Optional.of(sentence);
    }

    private static Optional<String> checkDigit(String message) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (message.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        char right = (char) ('0' + (10 - sum % 10) % 10);
        return message.length() == 12 || message.charAt(12) == right
                ? Optional.empty()
                : Optional.of("its check digit has to be " + right);
    }
}
