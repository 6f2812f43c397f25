package io.serialpass.http.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The arguments and the environment as they were given. The JVM reads both with the encoding of the locale, and what that
 * cannot hold becomes U+FFFD: with {@code LC_ALL=C} two names that differ by an umlaut would be one. Linux keeps the bytes in
 * {@code /proc}, so that they can be read as UTF-8 on every JDK; elsewhere a text that did not survive is refused.
 */
final class GivenTexts {

    private static final Path ARGUMENTS = Path.of("/proc/self/cmdline");
    private static final Path ENVIRONMENT = Path.of("/proc/self/environ");
    private static final char REPLACEMENT = '\ufffd';

    private GivenTexts() {}

    /** A text that was not read as it was given. The message names where it stands and not what it holds, which may be secret. */
    static final class UnreadableTextException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableTextException(String what) {
            super(what + " cannot be read in this locale, whose encoding is " + localeEncoding() + ". " + remedy());
        }
    }

    static String localeEncoding() {
        return System.getProperty("sun.jnu.encoding", "unknown");
    }

    static String remedy() {
        return "Start with a locale of UTF-8, for example LC_ALL=C.UTF-8";
    }

    /**
     * The arguments of the program.
     *
     * @param read the arguments as the JVM read them
     * @return the arguments as they were given
     * @throws UnreadableTextException if one did not survive, and its bytes are not at hand or are not UTF-8
     */
    static String[] arguments(String[] read) {
        // They are the last of the command line, after the JVM's own.
        List<byte[]> all = bytes(ARGUMENTS);
        List<byte[]> bytes = all.size() < read.length ? List.of() : all.subList(all.size() - read.length, all.size());
        String[] given = new String[read.length];
        for (int i = 0; i < read.length; i++) {
            String what = place(read, i);
            given[i] = bytes.isEmpty() ? survived(what, read[i]) : text(what, read[i], bytes.get(i));
        }
        return given;
    }

    private static String place(String[] arguments, int index) {
        int value = arguments[index].indexOf('=');
        if (arguments[index].startsWith("--") && value > 0) {
            return "The value of " + arguments[index].substring(0, value);
        }
        return index > 0 && arguments[index - 1].startsWith("-") && arguments[index - 1].length() > 1
                ? "The value of " + arguments[index - 1]
                : "Argument " + (index + 1);
    }

    /**
     * A variable of the environment.
     *
     * @param name its name
     * @return its value as it was given; empty if it is not set
     * @throws UnreadableTextException as {@link #arguments} does
     */
    static Optional<String> variable(String name) {
        Optional<String> read = Optional.ofNullable(System.getenv(name));
        if (read.isEmpty() || isAscii(read.get())) {
            return read;
        }
        String what = "The environment variable " + name;
        byte[] prefix = (name + "=").getBytes(StandardCharsets.US_ASCII);
        return bytes(ENVIRONMENT).stream()
                .filter(entry -> Arrays.mismatch(entry, prefix) == prefix.length)
                .findFirst()
                .map(entry -> text(what, read.get(), Arrays.copyOfRange(entry, prefix.length, entry.length)))
                .or(() -> Optional.of(survived(what, read.get())));
    }

    private static String text(String what, String read, byte[] bytes) {
        if (decode(bytes, StandardCharsets.US_ASCII).isPresent()) {
            return read;
        }
        return decode(bytes, localeCharset())
                .filter(read::equals)
                .or(() -> decode(bytes, StandardCharsets.UTF_8))
                .map(text -> survived(what, text))
                .orElseThrow(() -> new UnreadableTextException(what));
    }

    private static String survived(String what, String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new UnreadableTextException(what);
        }
        return text;
    }

    private static Charset localeCharset() {
        try {
            return Charset.forName(localeEncoding());
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    private static Optional<String> decode(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    /**
     * Whether a name can be given to the operating system, which the JVM does in the encoding of the locale.
     *
     * @param name the name of a file
     */
    static boolean canNameFile(String name) {
        return isAscii(name) || localeCharset().newEncoder().canEncode(name);
    }

    /** The texts of a file of the kernel, each of which ends with a zero byte; none where there is no such file. */
    private static List<byte[]> bytes(Path file) {
        List<byte[]> texts = new ArrayList<>();
        try {
            byte[] all = Files.readAllBytes(file);
            int begin = 0;
            for (int i = 0; i < all.length; i++) {
                if (all[i] == 0) {
                    texts.add(Arrays.copyOfRange(all, begin, i));
                    begin = i + 1;
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return texts;
    }
}
