package io.serialpass.wallet.apple.barcode;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The limits of barcode formats, as their standards have them: ISO/IEC 18004 (QR, version 40 with the least
 * correction), 15438 (PDF417), 24778 (Aztec), 15417 (Code 128), 16388 (Code 39), 16390 (Interleaved 2 of 5), EN 798 (Codabar)
 * and the GS1 General Specifications (EAN-13).
 */
final class BarcodeCapacity {

    private static final Pattern DIGITS = Pattern.compile("\\d*");
    private static final Pattern QR_ALPHANUMERIC = Pattern.compile("[0-9A-Z $%*+./:-]*");
    private static final Pattern PRINTABLE = Pattern.compile("[\\t\\n\\r -~]*");
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");
    private static final Pattern CODE_39 = Pattern.compile("[0-9A-Z $%+./-]*");
    private static final Pattern CODABAR = Pattern.compile("[0-9$+./:-]+|[A-Da-d][0-9$+./:-]*[A-Da-d]");
    private static final Pattern EAN_13 = Pattern.compile("\\d{12,13}");
    private static final Pattern PAIRS = Pattern.compile("(\\d\\d)*");

    private BarcodeCapacity() {}

    /** How many digits, characters and bytes a format holds. */
    private record Most(int digits, int characters, Pattern alphabet, int bytes) {
        Optional<String> problem(String message) {
            int most = DIGITS.matcher(message).matches()
                    ? digits
                    : alphabet.matcher(message).matches() ? characters : bytes;
            return message.length() <= most
                    ? Optional.empty()
                    : Optional.of("it has " + message.length()
                            + " bytes, and of such a message the format holds at most " + most);
        }
    }

    /**
     * Why a format cannot hold a message.
     *
     * @param message the message, each byte as the character of its number
     * @return the end of a sentence; empty if it can
     */
    static Optional<String> problem(Symbology format, String message) {
        return switch (format) {
            case QR -> new Most(7_089, 4_296, QR_ALPHANUMERIC, 2_953).problem(message);
            case PDF417 -> new Most(2_710, 1_850, PRINTABLE, 1_108).problem(message);
            case AZTEC -> new Most(3_832, 3_067, QR_ALPHANUMERIC, 1_914).problem(message);
            case CODE128 -> only(ASCII, message, "the format holds characters of ASCII alone");
            case CODE39 ->
                only(CODE_39, message, "the format holds digits, capital letters, blank and - . $ / + % alone");
            case CODABAR ->
                only(
                        CODABAR,
                        message,
                        "the format holds digits and - $ : / . + alone, with one of A to D at both ends or at none");
            case I2OF5 -> only(PAIRS, message, "the format holds an even number of digits alone");
            case EAN13 ->
                only(EAN_13, message, "the format holds 12 digits and a check digit")
                        .or(() -> checkDigit(message));
        };
    }

    private static Optional<String> only(Pattern allowed, String message, String sentence) {
        return allowed.matcher(message).matches() ? Optional.empty() : Optional.of(sentence);
    }

    private static Optional<String> checkDigit(String message) {
        char right = eanCheckDigit(message);
        return message.length() == 12 || message.charAt(12) == right
                ? Optional.empty()
                : Optional.of("its check digit has to be " + right);
    }

    /** The check digit that belongs to the first 12 digits of an EAN-13. */
    static char eanCheckDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
