package io.serialpass.http.transfer;

import io.serialpass.http.web.Request;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The format that a client accepts best, after RFC 9110, section 12.5.1: for each format the most specific range that names it
 * gives its weight. Of two formats with the same weight it is the one that is named more exactly, then the one that is named
 * first. A client that accepts neither gets one all the same, as that section allows: better the one that it does not refuse.
 */
final class AcceptedFormat {

    private static final Pattern WEIGHT = Pattern.compile("(?:0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

    private AcceptedFormat() {}

    /** One range of the header. */
    private record Range(String type, double weight, int place) {

        /** How exactly the range names a type: 2 by its name, 1 by its kind, 0 as any type, -1 not at all. */
        int exactness(String mediaType) {
            if (type.equals(mediaType)) {
                return 2;
            }
            String kind = mediaType.substring(0, mediaType.indexOf('/') + 1);
            return type.equals(kind + "*") ? 1 : type.equals("*/*") ? 0 : -1;
        }

        int exactness(TransferFormat format) {
            return format.mediaTypes().stream().mapToInt(this::exactness).max().orElse(-1);
        }
    }

    /** How much a format is wanted. One that no range names is wanted more than one that is refused with weight 0. */
    private record Wish(TransferFormat format, double weight, int exactness, int place) {

        static Wish of(TransferFormat format, List<Range> ranges) {
            return ranges.stream()
                    .filter(range -> range.exactness(format) >= 0)
                    .map(range -> new Wish(format, range.weight(), range.exactness(format), range.place()))
                    .max(Comparator.comparingInt(Wish::exactness).thenComparingDouble(Wish::weight))
                    .map(wish -> wish.weight() == 0 ? new Wish(format, -1, 0, 0) : wish)
                    .orElse(new Wish(format, 0, -1, 0));
        }
    }

    /**
     * The format for an {@code Accept} header.
     *
     * @param accept the header; an empty text if it was not sent
     */
    static TransferFormat of(String accept) {
        String[] parts = accept.split(",", -1);
        List<Range> ranges = Stream.iterate(0, place -> place < parts.length, place -> place + 1)
                .flatMap(place -> weight(parts[place]).stream()
                        .mapToObj(weight -> new Range(Request.mediaType(parts[place]), weight, place)))
                .toList();
        return Arrays.stream(TransferFormat.values())
                .map(format -> Wish.of(format, ranges))
                .min(Comparator.comparingDouble(Wish::weight)
                        .reversed()
                        .thenComparing(Comparator.comparingInt(Wish::exactness).reversed())
                        .thenComparingInt(Wish::place))
                .map(Wish::format)
                .orElseThrow();
    }

    /** The weight of a range, 1 where it has none; empty for one that is not written as the RFC says, which is passed over. */
    private static OptionalDouble weight(String range) {
        String[] parameters = range.split(";", -1);
        for (int i = 1; i < parameters.length; i++) {
            String parameter = parameters[i].strip();
            if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                String weight = parameter.substring(2);
                return WEIGHT.matcher(weight).matches()
                        ? OptionalDouble.of(Double.parseDouble(weight))
                        : OptionalDouble.empty();
            }
        }
        return OptionalDouble.of(1);
    }
}
