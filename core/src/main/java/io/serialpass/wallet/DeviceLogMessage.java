package io.serialpass.wallet;

import io.serialpass.organization.PassTypeIdentifier;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message that a device logged, and whom it is about. Wallet's messages have shapes that its users have collected; what has
 * none of them is kept as it is. Immutable.
 *
 * @param text the message: 1 to {@value #LONGEST} characters, cut there; what a store could not give back as it was is
 *     U+FFFD
 * @param kind what happened; empty if the shape is not known
 * @param passTypeIdentifier the pass type that it names
 * @param serialNumber the serial number of the pass that it names
 * @param device the device that it names
 * @since 0.1
 */
public record DeviceLogMessage(
        String text,
        Optional<DeviceLogKind> kind,
        Optional<PassTypeIdentifier> passTypeIdentifier,
        Optional<PassSerialNumber> serialNumber,
        Optional<DeviceLibraryIdentifier> device) {

    /** The longest message that is kept whole. */
    public static final int LONGEST = 4096;

    private static final Pattern TASK = Pattern.compile(
            "(Register|Unregister|Get serial #s|Get pass) task \\(.{0,1000}?encountered error", Pattern.DOTALL);

    /** The rest of a pattern that finds a name: all up to the punctuation after it, since a name may hold that too. */
    private static final String NAME = "([!-~]{1,300}?)(?=[,;)]*(?: |$))";

    private static final Pattern OF_DEVICE = Pattern.compile("(?:^|[ (])device " + NAME);
    private static final Pattern OF_TYPE = Pattern.compile("pass type ([^ ,;()]{1,300})");
    private static final Pattern OF_SERIAL_NUMBER = Pattern.compile("serial number " + NAME);
    private static final Pattern OF_QUOTED_SERIAL_NUMBER =
            Pattern.compile("serial number '([!-~]{1,300}?)'(?=[,.;)]*(?: |$))");
    private static final Pattern SERVICE_ERROR = Pattern.compile("Web service error for ([^ ,;()]{1,300})");

    /**
     * Reads a message.
     *
     * @param sent the text that a device sent, not empty
     * @return the message, with the parts of it that could be read
     */
    public static DeviceLogMessage parse(String sent) {
        String text = clean(sent);
        Matcher task = TASK.matcher(text);
        Optional<DeviceLogKind> kind = task.find() ? Optional.of(ofTask(task.group(1))) : ofComplaint(text);
        return new DeviceLogMessage(
                text,
                kind,
                first(OF_TYPE, text, PassTypeIdentifier::new)
                        .or(() -> first(SERVICE_ERROR, text, PassTypeIdentifier::new)),
                first(OF_QUOTED_SERIAL_NUMBER, text, PassSerialNumber::new)
                        .or(() -> first(OF_SERIAL_NUMBER, text, PassSerialNumber::new)),
                first(OF_DEVICE, text, DeviceLibraryIdentifier::new));
    }

    private static DeviceLogKind ofTask(String name) {
        return switch (name) {
            case "Register" -> DeviceLogKind.REGISTER;
            case "Unregister" -> DeviceLogKind.UNREGISTER;
            case "Get pass" -> DeviceLogKind.FETCH;
            default -> DeviceLogKind.LIST;
        };
    }

    private static Optional<DeviceLogKind> ofComplaint(String text) {
        if (text.contains("Update requested for unregistered serial number")) {
            return Optional.of(DeviceLogKind.UNREGISTERED_PASS);
        }
        if (text.contains("but the pass was unchanged")) {
            return Optional.of(DeviceLogKind.UNCHANGED_PASS);
        }
        if (text.contains("Server ignored the 'if-modified-since' header")) {
            return Optional.of(DeviceLogKind.IGNORED_IF_MODIFIED_SINCE);
        }
        return text.contains("did not provide a 'last-modified' header")
                ? Optional.of(DeviceLogKind.MISSING_LAST_MODIFIED)
                : Optional.empty();
    }

    /** The part that a pattern finds, where the rule of its kind allows it. */
    private static <T> Optional<T> first(Pattern pattern, String text, Function<String, T> reader) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(matcher.group(1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String clean(String sent) {
        StringBuilder text = new StringBuilder(Math.min(sent.length(), LONGEST));
        int end = 0;
        for (int length = 0; length < LONGEST && end < sent.length(); length++) {
            int character = sent.codePointAt(end);
            text.appendCodePoint(canBeKept(character) ? character : 0xFFFD);
            end += Character.charCount(character);
        }
        return text.toString();
    }

    private static boolean canBeKept(int c) {
        boolean halfPair = Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE;
        return !halfPair && (!Character.isISOControl(c) || c == '\t' || c == '\n' || c == '\r');
    }
}
