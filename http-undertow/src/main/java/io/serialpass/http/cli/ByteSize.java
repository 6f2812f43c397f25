package io.serialpass.http.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes as people write it: {@code 65536}, {@code 64KB}, {@code 1 MB}, {@code 1GB}; 1 KB is 1,024 bytes. */
record ByteSize(long bytes) {

    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12}) ?([KMG]?)B?");

    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String text) {
            Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
                throw new TypeConversionException("'" + text + "' is not a size such as 64KB, 1MB or 1GB");
            }
            int shift = switch (matcher.group(2)) {
                case "K" -> 10;
                case "M" -> 20;
                case "G" -> 30;
                default -> 0;
            };
            long number = Long.parseLong(matcher.group(1));
            if (number > Long.MAX_VALUE >> shift) {
                throw new TypeConversionException("'" + text + "' is too large for a size; the most is 8589934591GB");
            }
            return new ByteSize(number << shift);
        }
    }
}
