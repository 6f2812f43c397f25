package io.serialpass.wallet.apple.template;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds placeholders such as <code>{{fields.seat}}</code> in a text. A literal <code>{{</code> is written
 * <code>\{{</code>.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("(\\\\?)\\{\\{([^{}]*+)\\}\\}|\\\\\\{\\{");

    private Placeholders() {}

    /** Hands on the name of each placeholder of a text. */
    static void forEach(String text, Consumer<String> action) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            if (isPlaceholder(matcher)) {
                action.accept(name(matcher));
            }
        }
    }

    /** The name of the placeholder that a text is; empty if it is longer than one, or none. */
    static Optional<String> whole(String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.matches() && isPlaceholder(matcher) ? Optional.of(name(matcher)) : Optional.empty();
    }

    /** The text with its placeholders replaced, and without the marks of literal braces; empty if one has no replacement. */
    static Optional<String> replace(String text, Function<String, Optional<String>> replacements) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            Optional<String> replacement = isPlaceholder(matcher)
                    ? replacements.apply(name(matcher))
                    : Optional.of(matcher.group().substring(1));
            if (replacement.isEmpty()) {
                return Optional.empty();
            }
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(replacement.get()));
        }
        return Optional.of(matcher.appendTail(replaced).toString());
    }

    private static boolean isPlaceholder(Matcher matcher) {
        return matcher.group(2) != null && matcher.group(1).isEmpty();
    }

    private static String name(Matcher matcher) {
        return matcher.group(2).strip();
    }
}
