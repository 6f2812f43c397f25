package io.serialpass.wallet.apple.doctor;

import io.serialpass.wallet.Finding;
import io.serialpass.wallet.apple.template.Shown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a property list of the old style, as Apple's "Old-Style ASCII Property Lists" has it: keys and values with or without
 * quotes, comments anywhere, a key alone for one that is its own value. For one thread, once.
 */
final class OldStyleStrings {

    private static final String UNQUOTED = "_$:.-/";

    private final String name;
    private final String text;
    private final List<Finding> findings;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private int at;

    OldStyleStrings(String name, String text, List<Finding> findings) {
        this.name = name;
        this.text = text;
        this.findings = findings;
    }

    Map<String, String> read() {
        int end = 0;
        boolean braced = skip() && take('{');
        boolean whole = true;
        while (whole && skip() && at < text.length() && !(braced && text.charAt(at) == '}')) {
            whole = entry();
            end = whole ? at : end;
        }
        whole = whole && skip() && (!braced || take('}')) && skip() && at == text.length();
        if (!whole) {
            long line = text.substring(0, end).lines().count();
            findings.add(Finding.error(
                    name,
                    line == 0 ? "The file breaks at its begin." : "The file breaks behind line " + line + ".",
                    "Write each text as \"key\" = \"value\"; with all its quotes and the semicolon."));
        }
        return texts;
    }

    private boolean entry() {
        Optional<String> key = string();
        if (key.isEmpty() || !skip()) {
            return false;
        }
        Optional<String> value = key;
        if (take('=')) {
            value = skip() ? string() : Optional.empty();
        }
        if (value.isEmpty() || !skip() || !take(';')) {
            return false;
        }
        if (texts.put(key.get(), value.get()) != null) {
            findings.add(
                    Finding.warning(name, "It has the text " + Shown.text(key.get()) + " twice.", "Keep one of them."));
        }
        return true;
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /** Skips blanks and comments; false if a comment has no end. */
    private boolean skip() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    return false;
                }
                at = end + 2;
            } else {
                return true;
            }
        }
        return true;
    }

    private Optional<String> string() {
        if (take('"')) {
            return quoted('"');
        }
        if (take('\'')) {
            return quoted('\'');
        }
        int begin = at;
        while (at < text.length() && isUnquoted(text.charAt(at)) && !isComment()) {
            at++;
        }
        return begin == at ? Optional.empty() : Optional.of(text.substring(begin, at));
    }

    private boolean isComment() {
        return text.startsWith("//", at) || text.startsWith("/*", at);
    }

    private static boolean isUnquoted(char c) {
        return (c < 0x80 && Character.isLetterOrDigit(c)) || UNQUOTED.indexOf(c) >= 0;
    }

    /** Reads up to the closing quote in one pass, so that a character that an escape gave is not looked at again. */
    private Optional<String> quoted(char quote) {
        StringBuilder read = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return Optional.of(read.toString());
            }
            if (c == '\\' && at < text.length()) {
                read.append(escaped(text.charAt(at++)));
            } else {
                read.append(c);
            }
        }
        return Optional.empty();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> '\u000b';
            case 'U' -> number(at, 16, 4).orElse(c);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> number(at - 1, 8, 3).orElse(c);
            default -> c;
        };
    }

    /** The character of a number with at most so many digits. */
    private Optional<Character> number(int begin, int radix, int most) {
        int end = begin;
        while (end < text.length() && end < begin + most && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        if (end == begin) {
            return Optional.empty();
        }
        at = end;
        return Optional.of((char) Integer.parseInt(text.substring(begin, end), radix));
    }
}
